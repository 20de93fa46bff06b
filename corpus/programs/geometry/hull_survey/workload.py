# SPDX-License-Identifier: Apache-2.0
import random

from survey_outline import depth_of, enclosing_box, hull, peel, perimeter, unique_stakes, widest_span


def main():
    rng = random.Random(811)
    shots = []
    for _ in range(1650):
        stake = (int(rng.gauss(50000, 9000)), int(rng.gauss(20000, 6000)))
        shots.append(stake)
        if rng.random() < 0.2:
            shots.append(rng.choice(shots))
    stakes = unique_stakes(shots)
    ring = hull(stakes)
    layers = peel(stakes)
    depths = sum(depth_of(layers, s) for s in stakes[::9])
    print("shots", len(shots), "stakes", len(stakes), "hull", len(ring))
    print("perimeter %.2f" % perimeter(ring), "span", widest_span(stakes))
    print("box %.1f" % enclosing_box(ring), "layers", len(layers), "depths", depths)


if __name__ == "__main__":
    main()
