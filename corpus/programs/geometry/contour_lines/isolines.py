# SPDX-License-Identifier: Apache-2.0
"""Marching squares: segments of one level, and their joining into lines.

Segment ends are names of grid sides, ('h', r, c) for the side from (r, c) to
(r, c + 1) and ('v', r, c) for the side from (r, c) to (r + 1, c), so that ends
can be compared exactly. Coordinates are worked out at the end.
"""

CASES = {
    1: [("w", "s")], 2: [("s", "e")], 3: [("w", "e")], 4: [("n", "e")], 5: [("w", "n"), ("s", "e")],
    6: [("n", "s")], 7: [("w", "n")], 8: [("w", "n")], 9: [("n", "s")], 10: [("w", "s"), ("n", "e")],
    11: [("n", "e")], 12: [("w", "e")], 13: [("s", "e")], 14: [("w", "s")],
}


def segments(field, level):
    height, width = field.size
    out = []
    for r in range(height - 1):
        for c in range(width - 1):
            case = 0
            if field.at(r, c) >= level:
                case += 8
            if field.at(r, c + 1) >= level:
                case += 4
            if field.at(r + 1, c + 1) >= level:
                case += 2
            if field.at(r + 1, c) >= level:
                case += 1
            sides = {"n": ("h", r, c), "s": ("h", r + 1, c), "w": ("v", r, c), "e": ("v", r, c + 1)}
            for a, b in CASES.get(case, []):
                out.append((sides[a], sides[b]))
    return out


def join(pieces):
    """Lines as lists of ends; a closed line repeats its first end."""
    pieces = list(pieces)
    lines = []
    while pieces:
        line = list(pieces.pop(0))
        grown = True
        while grown:
            grown = False
            for piece in pieces:
                if piece[0] == line[-1]:
                    line.append(piece[1])
                elif piece[1] == line[-1]:
                    line.append(piece[0])
                elif piece[0] == line[0]:
                    line.insert(0, piece[1])
                elif piece[1] == line[0]:
                    line.insert(0, piece[0])
                else:
                    continue
                pieces.remove(piece)
                grown = True
                break
        lines.append(line)
    return lines


def place(field, level, end):
    kind, r, c = end
    if kind == "h":
        a, b = field.at(r, c), field.at(r, c + 1)
        return (r + 0.0, c + (level - a) / (b - a))
    a, b = field.at(r, c), field.at(r + 1, c)
    return (r + (level - a) / (b - a), c + 0.0)


def contours(field, level):
    return [[place(field, level, end) for end in line] for line in join(segments(field, level))]
