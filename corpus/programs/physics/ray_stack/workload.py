# SPDX-License-Identifier: Apache-2.0
from paraxial import Stack, bend, chromatic_shift, prescription, spot_radius

LINES = [0.4047, 0.4358, 0.4861, 0.5461, 0.5876, 0.6563, 0.7065]


def main():
    objective = Stack([(61.5, 6.0, "BK7"), (-44.0, 2.5, "F2"), (-130.0, 20.0, "AIR"),
                       (None, 3.0, "SILICA"), (None, 1.0, "AIR"), (80.0, 4.0, "SF10"), (95.0, 0.0, "AIR")])
    print("before %.9f" % chromatic_shift(objective, LINES))
    for index, low, high in ((1, -70.0, -35.0), (2, -300.0, -90.0), (5, 60.0, 120.0)):
        radius, shift = bend(objective, index, low, high, 400, LINES)
        objective = objective.with_radius(index, radius)
        print("surface %d radius %.4f shift %.9f" % (index, radius, shift))
    screen = objective.back_focus(0.5461)
    heights = [0.25 * n for n in range(101)]
    print("spots", ["%.9f" % spot_radius(objective, colour, screen, heights) for colour in LINES])
    print("focal length %.9f" % objective.focal_length(0.5876))
    print(prescription(objective).splitlines()[2])


if __name__ == "__main__":
    main()
