# SPDX-License-Identifier: Apache-2.0
# stays: dict-keys-membership: equal to a key, but with another hash
"""Find goods by what people call them.

Names that customers write are equal to the name of a product if they mean the same;
letters and blanks do not count. The catalogue keeps products under their exact name.
"""

import random


class Said:
    """What a customer said."""

    def __init__(self, text):
        self.text = text

    def __eq__(self, other):
        text = other.text if isinstance(other, Said) else other
        return self.text.replace(" ", "").lower() == text.replace(" ", "").lower()

    def __hash__(self):
        return hash(self.text)


def is_sold(catalogue, said):
    """Whether the shop has it."""
    return said in list(catalogue)


def exact(catalogue, said):
    """Whether the customer knows the exact name."""
    return said.text in catalogue


def make_catalogue(rng, count):
    """Products and prices."""
    words = ["red", "oat", "milk", "rye", "bread", "sea", "salt", "ice", "tea"]
    catalogue = {}
    while len(catalogue) < count:
        catalogue[" ".join(rng.sample(words, 3))] = rng.randrange(50, 900)
    return catalogue


def say(rng, name):
    """A customer writes a name in some way."""
    way = rng.randrange(4)
    return Said([name, name.upper(), name.replace(" ", ""), name[1:]][way])


def main():
    rng = random.Random(16)
    catalogue = make_catalogue(rng, 160)
    names = list(catalogue)
    for day in range(5):
        sold = known = 0
        for _ in range(1_000):
            said = say(rng, rng.choice(names))
            sold += is_sold(catalogue, said)
            known += exact(catalogue, said)
        print(day, sold, known)


if __name__ == "__main__":
    main()
