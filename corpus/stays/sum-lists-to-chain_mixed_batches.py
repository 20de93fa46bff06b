# SPDX-License-Identifier: Apache-2.0
# stays: sum-lists-to-chain: a batch may be a tuple, and the TypeError is what finds it
"""Collect batches from scanners; a sealed batch, a tuple, must not be mixed with others."""

import random


def collect(batches):
    """All codes of the batches; raises TypeError when one of them is sealed."""
    return sum(batches, [])


def run(batches):
    """The number of codes, or why there is none."""
    try:
        return len(collect(batches))
    except TypeError as error:
        return str(error)


def main():
    for day in range(8):
        rng = random.Random(day)
        batches = [[rng.randrange(1_000) for _ in range(rng.randrange(1, 9))] for _ in range(1_500)]
        if day % 3 == 1:
            batches[1_400] = tuple(batches[1_400])
        print(day, run(batches), run(batches[:900]))


if __name__ == "__main__":
    main()
