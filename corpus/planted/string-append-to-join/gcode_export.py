# SPDX-License-Identifier: Apache-2.0
# planted: string-append-to-join in Toolpath.export
"""Export tool paths for a milling machine."""

import math


class Toolpath:
    """Points that the tool passes, in hundredths of a millimetre."""

    def __init__(self, name, feed):
        self.name = name
        self.feed = feed
        self.points = []

    def spiral(self, turns, steps):
        """Add a spiral from the middle outwards."""
        for step in range(steps):
            angle = 2 * math.pi * turns * step / steps
            radius = 40 * step // steps
            self.points.append((round(100 * radius * math.cos(angle)),
                                round(100 * radius * math.sin(angle)), -step % 25))

    def length(self):
        """Rough length of the path."""
        total = 0
        for before, after in zip(self.points, self.points[1:]):
            total += abs(before[0] - after[0]) + abs(before[1] - after[1])
        return total

    def export(self):
        """The program for the machine."""
        program = "(" + self.name + ")\nG21\nG90\n"
        depth = None
        for x, y, z in self.points:
            if z != depth:
                program = program + "G1 Z" + str(z) + "\n"
                depth = z
            program = program + "G1 X" + str(x) + " Y" + str(y) + " F" + str(self.feed) + "\n"
        program += "M30\n"
        return program


def checksum(program):
    """A number that the machine compares before it starts."""
    value = 0
    for character in program[::37]:
        value = (value * 131 + ord(character)) % 1_000_003
    return value


def main():
    for number, feed in enumerate((300, 450, 600, 800)):
        path = Toolpath("part-%d" % number, feed)
        path.spiral(12 + number, 4_600)
        program = path.export()
        label = ""
        label += path.name
        print(label, len(program), path.length(), checksum(program), program.count("Z"))


if __name__ == "__main__":
    main()
