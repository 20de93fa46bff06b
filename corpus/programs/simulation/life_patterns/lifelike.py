# SPDX-License-Identifier: Apache-2.0
"""Life-like cellular automata on an unbounded plane.

A pattern is a sorted list of live (y, x) cells.  Rules are written B3/S23.
"""

NEAR = [(-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 0), (1, 1)]


def parse_rule(rule):
    birth, survive = rule.upper().split("/")
    return [int(d) for d in birth[1:]], [int(d) for d in survive[1:]]


def from_picture(picture):
    cells = []
    for y, row in enumerate(picture.strip("\n").split("\n")):
        for x, mark in enumerate(row):
            if mark in "O*#":
                cells.append((y, x))
    return sorted(cells)


def from_rle(text):
    """Run length encoding as used by pattern collections: b dead, o live, $ end of row, ! end."""
    cells = []
    y = x = 0
    number = ""
    for ch in text:
        if ch.isdigit():
            number += ch
            continue
        n = int(number) if number else 1
        number = ""
        if ch == "o":
            cells += [(y, x + k) for k in range(n)]
        if ch in "bo":
            x += n
        elif ch == "$":
            y, x = y + n, 0
        elif ch == "!":
            break
    return sorted(cells)


def live_neighbours(cells, y, x):
    return sum(1 for dy, dx in NEAR if (y + dy, x + dx) in cells)


def generation(cells, rule="B3/S23"):
    """The next generation of a pattern."""
    result = []
    candidates = []
    for y, x in cells:
        if live_neighbours(cells, y, x) in parse_rule(rule)[1]:
            result.append((y, x))
        for dy, dx in NEAR:
            spot = (y + dy, x + dx)
            if spot not in cells and spot not in candidates:
                candidates.append(spot)
    for y, x in candidates:
        if live_neighbours(cells, y, x) in parse_rule(rule)[0]:
            result.append((y, x))
    return sorted(result)


def bounds(cells):
    return (min(y for y, _ in cells), min(x for _, x in cells),
            max(y for y, _ in cells), max(x for _, x in cells))


def at_origin(cells):
    """The pattern moved so that its bounding box begins at (0, 0)."""
    return [(y - bounds(cells)[0], x - bounds(cells)[1]) for y, x in cells]


def fate(cells, rule="B3/S23", limit=200):
    """What becomes of a pattern.

    ("dies", generation), ("still", generation), ("oscillates", generation, period),
    ("flies", generation, period, (dy, dx)) or ("unknown", population).
    """
    history = []
    for age in range(limit):
        if not cells:
            return ("dies", age)
        shape = at_origin(cells)
        for earlier in range(len(history)):
            if history[earlier][0] == shape:
                period = age - earlier
                top, left = history[earlier][1][:2]
                dy, dx = bounds(cells)[0] - top, bounds(cells)[1] - left
                if (dy, dx) != (0, 0):
                    return ("flies", earlier, period, (dy, dx))
                return ("still", earlier) if period == 1 else ("oscillates", earlier, period)
        history.append((shape, bounds(cells)))
        cells = generation(cells, rule)
    return ("unknown", len(cells))


def draw(cells):
    if not cells:
        return ""
    top, left, bottom, right = bounds(cells)
    picture = ""
    for y in range(top, bottom + 1):
        for x in range(left, right + 1):
            picture += "O" if (y, x) in cells else "."
        picture += "\n"
    return picture


def census(patterns, rule="B3/S23", limit=200):
    """Count fates of several patterns by kind, in order of first appearance."""
    table = {}
    for cells in patterns:
        kind = fate(cells, rule, limit)[0]
        table[kind] = table.get(kind, 0) + 1
    return table
