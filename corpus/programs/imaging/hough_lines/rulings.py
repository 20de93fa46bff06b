# SPDX-License-Identifier: Apache-2.0
# Finds ruled lines in a scanned form with the Hough transform.
import math
from collections import defaultdict


class RulingFinder:

    ANGLES = 60

    def __init__(self, edge_level=60, gap=3):
        self.edge_level = edge_level
        self.gap = gap

    def theta(self, k):
        return k * math.pi / self.ANGLES

    def edges(self, picture):
        """Pixels whose horizontal or vertical gradient is strong, in reading order."""
        result = []
        for y in range(1, len(picture) - 1):
            for x in range(1, len(picture[y]) - 1):
                gx = picture[y][x + 1] - picture[y][x - 1]
                gy = picture[y + 1][x] - picture[y - 1][x]
                strong = False
                for g in (gx, gy):
                    if abs(g) >= self.edge_level:
                        strong = True
                if strong:
                    result.append((x, y))
        return result

    def vote(self, points):
        votes = defaultdict(int)
        for (x, y) in points:
            for k in range(self.ANGLES):
                rho = round(x * math.cos(self.theta(k)) + y * math.sin(self.theta(k)))
                votes[(k, rho)] += 1
        return votes

    def peaks(self, votes, count):
        """The `count` strongest cells, suppressing cells near a stronger one."""
        remaining = dict(votes)
        chosen = []
        while remaining and len(chosen) < count:
            best = max(remaining.values())
            candidates = sorted(cell for cell in remaining if remaining[cell] == best)
            cell = candidates[0]
            chosen.append((cell, best))
            for other in list(remaining.keys()):
                if self.close(cell, other):
                    del remaining[other]
        return chosen

    def close(self, a, b):
        dk = abs(a[0] - b[0])
        dk = min(dk, self.ANGLES - dk)
        return dk <= 2 and abs(abs(a[1]) - abs(b[1])) <= self.gap

    def support(self, points, cell):
        k, rho = cell
        c, s = math.cos(self.theta(k)), math.sin(self.theta(k))
        return [p for p in points if abs(p[0] * c + p[1] * s - rho) <= 1]

    def segments(self, points, cell):
        """Contiguous stretches of support along the line, as (start, end) distances."""
        k, _ = cell
        c, s = math.cos(self.theta(k)), math.sin(self.theta(k))
        along = sorted(-x * s + y * c for x, y in self.support(points, cell))
        if not along:
            return []
        stretches = []
        start = previous = along[0]
        for t in along[1:]:
            if t - previous > self.gap:
                stretches.append((start, previous))
                start = t
            previous = t
        stretches.append((start, previous))
        return [st for st in stretches if st[1] - st[0] >= 5]


def find_rulings(picture, count, finder=None):
    finder = finder or RulingFinder()
    points = finder.edges(picture)
    report = []
    for cell, strength in finder.peaks(finder.vote(points), count):
        for start, end in finder.segments(points, cell):
            report.append({"angle": cell[0] * 180 // finder.ANGLES, "rho": cell[1], "votes": strength,
                           "length": round(end - start, 2)})
    report.sort(key=lambda r: (-r["length"], r["angle"], r["rho"]))
    return report
