# SPDX-License-Identifier: Apache-2.0
import math


def p_distance(a: str, b: str) -> float:
    """Share of differing sites; sites with a gap in either sequence do not count."""
    compared = 0
    different = 0
    for i in range(0, len(a)):
        if a[i] == "-" or b[i] == "-":
            continue
        compared += 1
        if a[i] != b[i]:
            different += 1
    if compared == 0:
        raise ValueError("no common sites")
    return different / compared


def jukes_cantor(a: str, b: str) -> float:
    p = p_distance(a, b)
    if p >= 0.75:
        return math.inf
    return -0.75 * math.log(1 - 4 * p / 3) if p else 0.0


def distance_matrix(alignment: dict[str, str]) -> dict[tuple[str, str], float]:
    """Both orders of every pair of names, and each name with itself."""
    lengths = {len(seq) for seq in alignment.values()}
    if len(lengths) > 1:
        raise ValueError("sequences are not aligned")
    return {(m, n): jukes_cantor(alignment[m], alignment[n]) for m in alignment for n in alignment}
