# SPDX-License-Identifier: Apache-2.0
"""Sorting by exchange."""
import random


def podium(times: list):
    for i in range(len(times)):
        for j in range(len(times) - 1 - i):
            if times[j] > times[j + 1]:
                times[j], times[j + 1] = times[j + 1], times[j]
    return times[:3]


class Shelf:
    def __init__(self, books: list):
        self.books = books

    def tidy(self):
        row: list = list(self.books)
        for a in range(len(row)):
            for b in range(len(row) - 1 - a):
                if row[b] > row[b + 1]:
                    row[b], row[b + 1] = row[b + 1], row[b]
        self.books = row
        return row[0]


def lines_by_length(poem: list):
    keyed: list = [(len(line), line) for line in poem]
    for x in range(len(keyed)):
        for y in range(len(keyed) - 1 - x):
            if keyed[y] > keyed[y + 1]:
                keyed[y], keyed[y + 1] = keyed[y + 1], keyed[y]
    return [line for _, line in keyed]


def by_first(rows: list):
    """Only the first column is compared: another thing."""
    for i in range(len(rows)):
        for j in range(len(rows) - 1 - i):
            if rows[j][0] > rows[j + 1][0]:
                rows[j], rows[j + 1] = rows[j + 1], rows[j]
    return rows


if __name__ == "__main__":
    rng = random.Random(5)
    print([podium([rng.randrange(10 ** 6) for _ in range(200)]) for _ in range(12)][-1])
    print([Shelf([f"{rng.randrange(10 ** 6)}" for _ in range(200)]).tidy() for _ in range(12)][-1])
    print([lines_by_length(["x" * rng.randrange(90) for _ in range(150)])[0] for _ in range(12)][-1])
    print([by_first([(rng.randrange(20), i) for i in range(150)])[0] for _ in range(12)][-1])
