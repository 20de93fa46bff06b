# SPDX-License-Identifier: Apache-2.0
"""Thinning of recorded hiking tracks.

Two methods are offered: `by_distance` (Ramer-Douglas-Peucker) keeps every
point that strays far from the simplified line; `by_area` (Visvalingam) removes
the points whose triangle with their neighbours is smallest.
"""
from typing import List, Sequence, Tuple

Fix = Tuple[float, float]


def offset(p: Fix, a: Fix, b: Fix) -> float:
    length = ((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2) ** 0.5
    if length == 0:
        return ((p[0] - a[0]) ** 2 + (p[1] - a[1]) ** 2) ** 0.5
    return abs((b[0] - a[0]) * (a[1] - p[1]) - (a[0] - p[0]) * (b[1] - a[1])) / length


def by_distance(track: Sequence[Fix], tolerance: float) -> List[Fix]:
    if len(track) <= 2:
        return list(track)
    offsets = [offset(p, track[0], track[-1]) for p in track[1:-1]]
    worst = max(offsets)
    if worst <= tolerance:
        return [track[0], track[-1]]
    split = offsets.index(max(offsets)) + 1
    head = by_distance(track[: split + 1], tolerance)
    tail = by_distance(track[split:], tolerance)
    return head[:-1] + tail


def triangle(a: Fix, b: Fix, c: Fix) -> float:
    return abs(a[0] * (b[1] - c[1]) + b[0] * (c[1] - a[1]) + c[0] * (a[1] - b[1])) / 2.0


def by_area(track: Sequence[Fix], keep: int) -> List[Fix]:
    """Keep at most the given number of fixes; the two ends always stay."""
    line = list(track)
    while len(line) > max(keep, 2):
        areas = [triangle(line[i - 1], line[i], line[i + 1]) for i in range(1, len(line) - 1)]
        smallest = min(areas)
        del line[areas.index(smallest) + 1]
    return line


def track_length(track: Sequence[Fix]) -> float:
    return sum(((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2) ** 0.5 for a, b in zip(track, track[1:]))


def kilometre_posts(track: Sequence[Fix], spacing: float) -> List[int]:
    """Number of the first fix at or after each full spacing along the track."""
    posts = []
    post = spacing
    for i in range(1, len(track)):
        if track_length(track[: i + 1]) >= post:
            posts.append(i)
            while track_length(track[: i + 1]) >= post:
                post += spacing
    return posts
