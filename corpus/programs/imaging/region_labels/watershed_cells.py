# SPDX-License-Identifier: Apache-2.0
"""Cell counting: connected regions of a stained slide and some figures about each."""


def find_regions(slide, cutoff):
    """Label matrix and the number of regions (8-connectivity is not wanted here)."""
    h, w = len(slide), len(slide[0])
    labels = [[0 for _ in range(w)] for _ in range(h)]
    count = 0
    for y in range(h):
        for x in range(w):
            if labels[y][x] == 0 and slide[y][x] >= cutoff:
                count += 1
                grow(slide, labels, x, y, cutoff, count)
    return labels, count


def grow(slide, labels, x, y, cutoff, label):
    queue = [(x, y)]
    labels[y][x] = label
    while len(queue) > 0:
        cx, cy = queue.pop(0)
        for nx, ny in [(cx - 1, cy), (cx + 1, cy), (cx, cy - 1), (cx, cy + 1)]:
            if 0 <= ny < len(slide) and 0 <= nx < len(slide[0]):
                if labels[ny][nx] == 0 and slide[ny][nx] >= cutoff:
                    labels[ny][nx] = label
                    queue.append((nx, ny))


def members(labels, label):
    return [(x, y) for y, row in enumerate(labels) for x, value in enumerate(row) if value == label]


def describe(labels, slide, label):
    spots = members(labels, label)
    xs = [x for x, _ in spots]
    ys = [y for _, y in spots]
    stain = 0
    for x, y in spots:
        stain += slide[y][x]
    return {
        "label": label,
        "size": len(spots),
        "box": (min(xs), min(ys), max(xs), max(ys)),
        "centre": (sum(xs) / len(xs), sum(ys) / len(ys)),
        "stain": stain / len(spots),
    }


def census(labels, slide, count, smallest=6):
    """Descriptions of all regions of at least `smallest` pixels."""
    found = []
    for label in range(1, count + 1):
        cell = describe(labels, slide, label)
        if cell["size"] >= smallest:
            found.append(cell)
    return found


def touching(a, b, gap):
    ax0, ay0, ax1, ay1 = a["box"]
    bx0, by0, bx1, by1 = b["box"]
    return ax0 - gap <= bx1 and bx0 - gap <= ax1 and ay0 - gap <= by1 and by0 - gap <= ay1


def clusters(cells, gap):
    """Groups of cells whose boxes lie within `gap` of each other, transitively."""
    groups = []
    for cell in cells:
        near = []
        for group in groups:
            if any(touching(cell, other, gap) for other in group):
                near.append(group)
        merged = [cell]
        for group in near:
            merged = group + merged
            groups.remove(group)
        groups.append(merged)
    return groups


def size_classes(cells, limits):
    table = {}
    for cell in cells:
        for limit in sorted(limits):
            if cell["size"] <= limit:
                break
        else:
            limit = None
        if limit in table.keys():
            table[limit] = table[limit] + 1
        else:
            table[limit] = 1
    return table
