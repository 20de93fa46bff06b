# SPDX-License-Identifier: Apache-2.0
# Sudoku with optional cages (killer sudoku): cells of a cage differ and add up to its sum.


def parse_grid(text):
    """Digits and dots in 9 rows, everything else is decoration."""
    marks = [ch for ch in text if ch.isdigit() or ch == "."]
    if len(marks) != 81:
        raise ValueError("expected 81 cells, got %d" % len(marks))
    return [[int(m) if m != "." else 0 for m in marks[r * 9:r * 9 + 9]] for r in range(9)]


def row_values(grid, r):
    return [grid[r][c] for c in range(9)]


def column_values(grid, c):
    return [grid[r][c] for r in range(9)]


def box_values(grid, r, c):
    top, left = r // 3 * 3, c // 3 * 3
    return [grid[i][j] for i in range(top, top + 3) for j in range(left, left + 3)]


def cage_of(cages, r, c):
    for total, cells in cages:
        if (r, c) in cells:
            return total, cells
    return None


def fits_cage(grid, cages, r, c, digit):
    cage = cage_of(cages, r, c)
    if cage is None:
        return True
    total, cells = cage
    values = [grid[i][j] for i, j in cells if (i, j) != (r, c)]
    if digit in values:
        return False
    empty = values.count(0)
    so_far = sum(values) + digit
    if empty == 0:
        return so_far == total
    return so_far + empty * (empty + 1) // 2 <= total


def candidates(grid, cages, r, c):
    found = []
    for digit in range(1, 10):
        if digit in row_values(grid, r) or digit in column_values(grid, c) or digit in box_values(grid, r, c):
            continue
        if fits_cage(grid, cages, r, c, digit):
            found.append(digit)
    return found


def most_constrained(grid, cages):
    """Empty cell with the fewest candidates (the first of equals) and those; None when all are filled."""
    choices = []
    for r in range(9):
        for c in range(9):
            if grid[r][c] == 0:
                choices.append((len(candidates(grid, cages, r, c)), r, c))
    if not choices:
        return None
    _, r, c = sorted(choices)[0]
    return r, c, candidates(grid, cages, r, c)


def solutions(grid, cages=()):
    """All solutions, one after the other; the grid is not changed."""
    choice = most_constrained(grid, cages)
    if choice is None:
        yield grid
        return
    r, c, digits = choice
    for digit in digits:
        trial = [list(row) for row in grid]
        trial[r][c] = digit
        yield from solutions(trial, cages)


def solve(grid, cages=()):
    for solution in solutions(grid, cages):
        return solution
    return None


def is_unique(grid, cages=()):
    return len(list(solutions(grid, cages))) == 1


def conflicts(grid):
    """Cells whose digit occurs again in their row, column or box."""
    bad = []
    for r in range(9):
        for c in range(9):
            d = grid[r][c]
            if d and (row_values(grid, r).count(d) > 1 or column_values(grid, c).count(d) > 1
                      or box_values(grid, r, c).count(d) > 1):
                bad.append((r, c))
    return bad
