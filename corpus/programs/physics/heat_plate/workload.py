# SPDX-License-Identifier: Apache-2.0
from plate_solver import Plate, settling_time


def main():
    plate = Plate(34, 22, "copper")
    plate.punch(5, 4, 9, 9)
    plate.punch(22, 12, 26, 15)
    plate.heat(15, 10, 40.0)
    plate.heat(30, 3, 15.0)
    plate.probe("corner", 0, 0)
    plate.probe("centre", 17, 11)
    done = plate.run(400, 0.2, stop_below=0.001)
    value, x, y = plate.hottest()
    print("steps", done, "hottest %.6f at (%d, %d)" % (value, x, y))
    print("mean %.9f" % (sum(map(sum, plate.cells)) / (plate.width * plate.height)))
    print("probes", ["%.6f" % readings[-1] for _, readings in plate.probes.values()])
    print("settled", settling_time(plate.probes["centre"][1], 0.2, 2.0))
    print(plate.isotherm(21.0, 24.0).splitlines()[8])


if __name__ == "__main__":
    main()
