# SPDX-License-Identifier: Apache-2.0
"""Average-linkage trees. A cluster is a tuple of leaf names."""
from typing import NamedTuple


class Merge(NamedTuple):
    left: tuple
    right: tuple
    height: float


def linkage(matrix, left, right):
    return sum(matrix[m, n] for m in left for n in right) / (len(left) * len(right))


def upgma(names, matrix):
    """Merges from the leaves to the root; among equal ones the first pair is taken."""
    clusters = [(name,) for name in names]
    merges = []
    while len(clusters) > 1:
        best = None
        for i in range(len(clusters)):
            for j in range(i + 1, len(clusters)):
                d = linkage(matrix, clusters[i], clusters[j])
                if best is None or d < best[0]:
                    best = (d, i, j)
        d, i, j = best
        left, right = clusters[i], clusters[j]
        merges.append(Merge(left, right, d / 2))
        clusters = [c for c in clusters if c != left and c != right] + [left + right]
    return merges


def cophenetic(merges, first, second):
    """Height at which the two leaves come together."""
    for merge in merges:
        if first in merge.left and second in merge.right or second in merge.left and first in merge.right:
            return merge.height
    raise KeyError((first, second))


def correlation(names, matrix, merges):
    """Cophenetic correlation between the matrix and the tree."""
    pairs = [(m, n) for m in names for n in names if m < n]
    xs = [matrix[pair] for pair in pairs]
    ys = [2 * cophenetic(merges, m, n) for m, n in pairs]
    top = sum((x - sum(xs) / len(xs)) * (y - sum(ys) / len(ys)) for x, y in zip(xs, ys))
    sx = sum((x - sum(xs) / len(xs)) ** 2 for x in xs)
    sy = sum((y - sum(ys) / len(ys)) ** 2 for y in ys)
    if sx == 0 or sy == 0:
        return 0.0
    return top / (sx * sy) ** 0.5


def cut(names, merges, height):
    """Clusters that exist below the given height, in the order of their first name."""
    clusters = [(name,) for name in names]
    for merge in merges:
        if merge.height < height:
            clusters.remove(merge.left)
            clusters.remove(merge.right)
            clusters.append(merge.left + merge.right)
    return sorted(tuple(sorted(c)) for c in clusters)
