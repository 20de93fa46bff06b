# SPDX-License-Identifier: Apache-2.0
"""Drum patterns written as text grids.

    kick   x...x...x...x...
    hat    x.x.x.x.x.xox.x.

x is a normal hit, X an accent, o a ghost note.
"""

LEVELS = {"x": 90, "X": 120, "o": 45}


def parse_grid(text):
    lanes = {}
    for line in text.strip().splitlines():
        name, steps = line.split()
        lanes[name] = steps
    if len(set(map(len, lanes.values()))) > 1:
        raise ValueError("lanes differ in length")
    return lanes


def length_of(text):
    return len(list(parse_grid(text).values())[0])


def hits(text, lane):
    """(step, velocity) of a lane."""
    found = []
    for step, sign in enumerate(parse_grid(text)[lane]):
        if sign in LEVELS.keys():
            found.append((step, LEVELS[sign]))
        elif sign != ".":
            raise ValueError("unknown sign " + sign)
    return found


def rotate(text, lane, by):
    lanes = parse_grid(text)
    steps = lanes[lane]
    by %= len(steps)
    lanes[lane] = steps[-by:] + steps[:-by]
    return "\n".join(f"{name} {row}" for name, row in lanes.items())
