# SPDX-License-Identifier: Apache-2.0
import zlib

from ringroad import RingRoad, Roadworks, fundamental_diagram, spread_out


def main():
    road = RingRoad(240, spread_out(240, 60, 5, lorries=6), 0.2, 1992, Roadworks(90, 35, 2))
    road.run(300)
    print("crossings", road.crossings, "travelled", sum(c.travelled for c in road.cars))
    print("mean", round(sum(road.mean_speeds) / len(road.mean_speeds), 5), "jams", road.jams())
    print("pictures", len(road.pictures), zlib.crc32("\n".join(road.pictures).encode()))
    for density, flow in fundamental_diagram(120, [9, 24, 54], 200, 7):
        print("density", density, "flow", round(flow, 4))


if __name__ == "__main__":
    main()
