# SPDX-License-Identifier: Apache-2.0
"""Walks through a walled labyrinth with mud, doors and keys.

    #  wall        .  floor       ~  mud (three steps' effort)
    a-f  key       A-F  door (needs the key of the same letter)
    S  start       G  goal
"""


class NoWay(Exception):
    pass


class Labyrinth:
    def __init__(self, text):
        self.rows = text.strip("\n").split("\n")

    def at(self, spot):
        y, x = spot
        if 0 <= y < len(self.rows) and 0 <= x < len(self.rows[y]):
            return self.rows[y][x]
        return "#"

    def locate(self, mark):
        for y in range(len(self.rows)):
            for x in range(len(self.rows[y])):
                if self.rows[y][x] == mark:
                    return (y, x)
        raise NoWay(f"no {mark!r} in the labyrinth")

    def effort(self, spot):
        return 3 if self.at(spot) == "~" else 1

    def around(self, spot, keys):
        y, x = spot
        found = []
        for dy, dx in [(-1, 0), (0, 1), (1, 0), (0, -1)]:
            mark = self.at((y + dy, x + dx))
            if mark == "#" or (mark in "ABCDEF" and mark.lower() not in keys):
                continue
            found.append((y + dy, x + dx))
        return found

    def guess(self, spot):
        goal = self.locate("G")
        return abs(spot[0] - goal[0]) + abs(spot[1] - goal[1])

    def best_walk(self):
        """(effort, spots) of an easiest walk that picks up keys on the way (A*)."""
        start = self.locate("S")
        open_list = [(self.guess(start), 0, start, "", [start])]
        settled = []
        while open_list:
            open_list.sort(key=lambda entry: (entry[0], -entry[1], entry[2], entry[3]))
            _, spent, spot, keys, walk = open_list.pop(0)
            if (spot, keys) in settled:
                continue
            settled.append((spot, keys))
            if self.at(spot) == "G":
                return spent, walk
            for step in self.around(spot, keys):
                mark = self.at(step)
                held = keys
                if mark in "abcdef" and mark not in keys:
                    held = "".join(sorted(keys + mark))
                cost = spent + self.effort(step)
                open_list.append((cost + self.guess(step), cost, step, held, walk + [step]))
        raise NoWay("the goal cannot be reached")

    def draw(self, walk):
        """The map with the walk's floor spots marked by '*'."""
        text = ""
        for y in range(len(self.rows)):
            for x in range(len(self.rows[y])):
                if (y, x) in walk and self.rows[y][x] in ".~":
                    text += "*"
                else:
                    text += self.rows[y][x]
            text += "\n"
        return text


def flood(labyrinth, start):
    """Steps from a spot to all others without opening doors."""
    steps = {start: 0}
    ring = [start]
    while ring:
        outer = []
        for spot in ring:
            for step in labyrinth.around(spot, ""):
                if step not in steps:
                    steps[step] = steps[spot] + 1
                    outer.append(step)
        ring = outer
    return steps


def dead_ends(labyrinth):
    count = 0
    for spot in flood(labyrinth, labyrinth.locate("S")):
        if len(labyrinth.around(spot, "abcdef")) == 1:
            count += 1
    return count
