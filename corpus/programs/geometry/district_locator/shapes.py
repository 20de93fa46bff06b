# SPDX-License-Identifier: Apache-2.0
"""District outlines and the point-in-district test (even-odd rule)."""


def make_locator(districts):
    """Return locate(x, y) -> district name or None.

    ``districts`` is a list of (name, rings); a district may have several
    rings, and a ring inside another one is a hole. Where districts overlap
    the one listed first wins.
    """

    def in_rings(rings, x, y):
        flag = False
        for ring in rings:
            n = len(ring)
            for i in range(n):
                x1, y1 = ring[i]
                x2, y2 = ring[(i + 1) % n]
                if (y1 > y) != (y2 > y):
                    if x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                        flag = not flag
        return flag

    def locate(x, y):
        result = None
        for name, rings in districts:
            if in_rings(rings, x, y):
                if result is None:
                    result = name
        return result

    return locate


def outline_length(rings):
    total = 0.0
    for ring in rings:
        for i, (x, y) in enumerate(ring):
            px, py = ring[i - 1]
            total += ((x - px) ** 2 + (y - py) ** 2) ** 0.5
    return total


def touching(districts):
    """Pairs of districts that share at least one outline point."""
    pairs = []
    for i, (name, rings) in enumerate(districts):
        points = [p for ring in rings for p in ring]
        for other, other_rings in districts[i + 1:]:
            shared = [p for ring in other_rings for p in ring if p in points]
            if len(shared) > 0:
                pairs.append((name, other))
    return pairs
