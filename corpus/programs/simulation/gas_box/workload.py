# SPDX-License-Identifier: Apache-2.0
from gasbox import Box, speed_histogram


def main():
    box = Box(14.0, 11.0)
    box.fill(52, seed=1738)
    for _ in range(130):
        box.step(0.01)
    print("energy", round(box.energies[0], 6), round(box.energies[-1], 6), "pressure", round(box.pressure(), 6))
    print("momentum", round(sum(d.mass * d.velocity.x for d in box.discs), 6))
    print("speeds", speed_histogram(box.discs, 8, 4.0))
    print("where", box.occupancy(4))


if __name__ == "__main__":
    main()
