# SPDX-License-Identifier: Apache-2.0
# stays: sort-in-loop: the levels of what is in the list change between the sorts
"""Buckets leak at different speeds; each round the fullest is emptied into a new one."""

import random


class Bucket:
    """A bucket, ordered by what is in it."""

    def __init__(self, number, level, leak):
        self.number = number
        self.level = level
        self.leak = leak

    def __lt__(self, other):
        return (self.level, self.number) < (other.level, other.number)


def rounds(buckets, extra):
    """Number of the lowest bucket after each round."""
    row = list(buckets)
    row.sort()
    lowest = []
    for bucket in extra:
        for old in row:
            old.level -= old.leak
        row.append(bucket)
        row.sort()
        lowest.append(row[0].number)
    return lowest


def sample_buckets(rng, first, count):
    """Made-up buckets."""
    return [Bucket(first + number, rng.randrange(9_000), rng.randrange(1, 60)) for number in range(count)]


def main():
    for yard in range(4):
        rng = random.Random(yard)
        lowest = rounds(sample_buckets(rng, 0, 100), sample_buckets(rng, 100, 250))
        print(yard, lowest[:6], lowest[-3:], sum(lowest))


if __name__ == "__main__":
    main()
