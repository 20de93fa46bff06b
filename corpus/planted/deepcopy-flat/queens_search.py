# SPDX-License-Identifier: Apache-2.0
# planted: deepcopy-flat in try_row
"""Place cranes on a building site so that no two of them reach the same spot.

A site is a list with the column of the crane in each row, or -1 where none stands yet.
"""
from __future__ import annotations

import copy
import random


def clashes(site: list[int], row: int, column: int) -> bool:
    """Whether a crane at this spot would reach one in the rows above."""
    for other in range(row):
        there = site[other]
        if there == column or abs(there - column) == row - other:
            return True
    return False


def try_row(site: list[int], row: int) -> list[list[int]]:
    """All sites that come from `site` by one more crane; `site` stays as it is."""
    found = []
    for column in range(len(site)):
        extended = copy.deepcopy(site)
        if not clashes(site, row, column):
            extended[row] = column
            found.append(extended)
    return found


def all_sites(width: int) -> list[list[int]]:
    """All sites on which every row has a crane."""
    sites = [[-1] * width]
    for row in range(width):
        sites = [longer for site in sites for longer in try_row(site, row)]
    return sites


def some_sites(width: int, rows: int, seed: int) -> int:
    """How many ways there are to go on from a random start."""
    rng = random.Random(seed)
    site = [-1] * width
    for row in range(rows):
        choices = try_row(site, row)
        if not choices:
            return 0
        site = rng.choice(choices)
    return len(try_row(site, rows))


def mirror(site: list[int]) -> list[int]:
    """The site as seen from the other side."""
    return [len(site) - 1 - column for column in site]


def main() -> None:
    for width in (6, 7, 8, 9):
        sites = all_sites(width)
        symmetric = sum(1 for site in sites if mirror(site) in sites)
        print(width, len(sites), symmetric, sites[0], [some_sites(width * 4, 9, seed) for seed in range(40)][:6])


if __name__ == "__main__":
    main()
