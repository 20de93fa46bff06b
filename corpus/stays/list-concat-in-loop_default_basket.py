# SPDX-License-Identifier: Apache-2.0
# stays: list-concat-in-loop: the list it starts from is the caller's, or the shared default
"""Fill baskets: everybody starts from the basket of the house."""

import random

HOUSE = ["bread", "salt"]


def fill(wishes, basket=HOUSE):
    """The basket with the wishes in it; the given basket stays as it is."""
    for wish in wishes:
        basket = basket + [wish]
    return basket


def main():
    for week in range(4):
        rng = random.Random(week)
        wishes = [rng.choice(["milk", "tea", "figs", "rice"]) for _ in range(5_000)]
        mine = ["wine"]
        full = fill(wishes)
        other = fill(wishes[:300], mine)
        print(week, len(full), len(HOUSE), len(other), mine, full[:4])


if __name__ == "__main__":
    main()
