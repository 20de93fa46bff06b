# SPDX-License-Identifier: Apache-2.0
from sudoku_core import conflicts, is_unique, parse_grid, solve, solutions

CLASSIC = """
53..7....
6..195...
.98....6.
8...6...3
4..8.3..1
7...2...6
.6....28.
...419..5
....8..79
"""
CAGES = [(8, [(0, 2), (0, 3), (0, 5)]), (7, [(0, 6), (0, 7), (0, 8)]), (13, [(1, 1), (1, 2), (1, 6)]),
         (13, [(6, 0), (6, 2), (6, 3)])]


def checksum(grid):
    return sum((i + 1) * d for i, d in enumerate(d for row in grid for d in row)) % 9973


def main():
    grid = parse_grid(CLASSIC)
    solved = solve(grid)
    print(checksum(solved), "".join(map(str, solved[0])), len(conflicts(solved)), is_unique(grid))
    total = solved[0][2] + solved[0][3] + solved[0][5]
    cages = [(sum(solved[r][c] for r, c in cells), cells) for _, cells in CAGES]
    print(total, checksum(solve(grid, cages)))
    thinned = [list(row) for row in grid]
    for r, c in ((8, 8), (2, 1), (4, 0), (0, 1), (6, 6)):
        thinned[r][c] = 0
    many = list(solutions(thinned))
    print(len(many), sum(checksum(s) for s in many))


if __name__ == "__main__":
    main()
