# SPDX-License-Identifier: Apache-2.0
# stays: accumulate-slices-sum: earlier elements change while the sums are taken
"""A chain letter: everybody passes on what all before them still have; some throw half away."""

import random


def pass_on(letters, limit):
    """Replace the letters of each person by what arrives, less than `limit`."""
    for place in range(len(letters)):
        letters[place] = (letters[place] + sum(letters[:place])) % limit
        letters[place // 2] //= 2
    return letters


def main():
    for town in range(5):
        rng = random.Random(town)
        letters = [rng.randrange(9) for _ in range(6_000)]
        passed = pass_on(letters, 101)
        print(town, passed[:9], passed[-1], sum(passed))


if __name__ == "__main__":
    main()
