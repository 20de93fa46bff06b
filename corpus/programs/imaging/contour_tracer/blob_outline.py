# SPDX-License-Identifier: Apache-2.0
# Boundary following on binary masks. A mask is a list of strings, '#' is ink.

NEIGHBOURS = [(1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1)]


def is_ink(mask, x, y):
    try:
        if x < 0 or y < 0:
            raise IndexError
        return mask[y][x] == "#"
    except IndexError:
        return False


def border_pixels(mask):
    """All ink pixels with a blank 4-neighbour, in reading order."""
    found = []
    for y in range(len(mask)):
        for x in range(len(mask[y])):
            if not is_ink(mask, x, y):
                continue
            blanks = [d for d in NEIGHBOURS[::2] if not is_ink(mask, x + d[0], y + d[1])]
            if len(blanks) > 0:
                found.append((x, y))
    return found


def follow(mask, start):
    """Moore tracing, clockwise from `start`; the start is not repeated."""
    path = [start]
    x, y = start
    scan = 0
    while is_ink(mask, x + NEIGHBOURS[scan][0], y + NEIGHBOURS[scan][1]):
        scan += 2
    first_step = None
    while True:
        for turn in range(8):
            k = (scan + turn) % 8
            nx, ny = x + NEIGHBOURS[k][0], y + NEIGHBOURS[k][1]
            if is_ink(mask, nx, ny):
                break
        else:
            return path
        if (x, y) == start:
            if first_step is None:
                first_step = k
            elif first_step == k:
                return path[:-1]
        x, y = nx, ny
        scan = k + 6 if k % 2 == 0 else k + 5
        path.append((x, y))


def outlines(mask):
    """One closed path per border that was not yet walked."""
    walked = []
    paths = []
    for pixel in border_pixels(mask):
        if pixel in walked:
            continue
        path = follow(mask, pixel)
        paths.append(path)
        for step in path:
            if step not in walked:
                walked.append(step)
    return paths


def shoelace(path):
    total = 0
    for i in range(len(path)):
        x0, y0 = path[i]
        x1, y1 = path[(i + 1) % len(path)]
        total += x0 * y1 - x1 * y0
    return abs(total) / 2


def chain_code(path):
    """Freeman code of the closed path, as digits."""
    code = ""
    for i in range(len(path)):
        x0, y0 = path[i]
        x1, y1 = path[(i + 1) % len(path)]
        if (x1 - x0, y1 - y0) in NEIGHBOURS:
            code += str(NEIGHBOURS.index((x1 - x0, y1 - y0)))
    return code


def simplify(path):
    """Drop points in the middle of straight runs."""
    if len(path) < 3:
        return list(path)
    kept = []
    for i, (x, y) in enumerate(path):
        px, py = path[i - 1]
        nx, ny = path[(i + 1) % len(path)]
        if (x - px, y - py) != (nx - x, ny - y):
            kept.append((x, y))
    return kept
