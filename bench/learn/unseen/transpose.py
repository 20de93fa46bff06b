# SPDX-License-Identifier: Apache-2.0
"""Columns for rows."""
import random


def columns(sheet: list):
    return [[sheet[r][c] for r in range(len(sheet))] for c in range(len(sheet[0]))]


def best_of(judges):
    table = [list(marks) for marks in judges]
    by_dancer = [[table[j][d] for j in range(len(table))] for d in range(len(table[0]))]
    return [sum(sorted(marks)[1:-1]) for marks in by_dancer]


class Picture:
    def __init__(self, rows: list):
        self.rows = rows

    def turn(self):
        dots = self.rows
        self.rows = [[dots[y][x] for y in range(len(dots))] for x in range(len(dots[0]))]


def ragged(rows: list):
    """Rows of other lengths are an error."""
    return [[rows[j][i] for j in range(len(rows))] for i in range(len(rows[0]))]


if __name__ == "__main__":
    rng = random.Random(10)
    sheet = [[rng.randrange(1000) for _ in range(120)] for _ in range(120)]
    print(sum(len(columns(sheet)) for _ in range(60)))
    print(sum(best_of(sheet)[0] for _ in range(40)))
    picture = Picture(sheet)
    for _ in range(61):
        picture.turn()
    print(picture.rows[0][:3])
    failed = 0
    for i in range(60):
        rows = [list(row) for row in sheet]
        rows[-1 - i].pop()
        try:
            failed += len(ragged(rows))
        except IndexError:
            failed += 1
    print(failed)
