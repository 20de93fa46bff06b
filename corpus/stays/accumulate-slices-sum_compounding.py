# SPDX-License-Identifier: Apache-2.0
# stays: accumulate-slices-sum: each element is replaced by a sum of the changed ones before it
"""A chain letter: everybody passes on what all before them passed on, with a limit."""

import random


def pass_on(letters, limit):
    """Replace the letters of each person by what arrives, at most `limit`."""
    for place in range(len(letters)):
        letters[place] = (letters[place] + sum(letters[:place])) % limit
    return letters


def main():
    for town in range(5):
        rng = random.Random(town)
        letters = [rng.randrange(9) for _ in range(6_000)]
        passed = pass_on(letters, 101)
        print(town, passed[:9], passed[-1], sum(passed))


if __name__ == "__main__":
    main()
