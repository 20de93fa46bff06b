# SPDX-License-Identifier: Apache-2.0
# stays: regex-compile-once: `re` is an object of this program, whose matches are counted
"""Match addresses against simple masks; the number of comparisons is what customers pay for."""

import random


class Masks:
    """Matches masks in which ? stands for any character."""

    def __init__(self):
        self.charged = 0

    def match(self, mask, text):
        """Whether the text begins with something that fits the mask."""
        self.charged += 1
        return len(text) >= len(mask) and all(one in ("?", other) for one, other in zip(mask, text))

    def compile(self, mask):
        """Masks need no preparation, but it is charged all the same."""
        self.charged += 10
        return mask


re = Masks()


def local(addresses):
    """Addresses of the house."""
    found = []
    for address in addresses:
        if re.match("10.?.", address):
            found.append(address)
    return found


def main():
    for bill in range(5):
        rng = random.Random(bill)
        addresses = ["10.%d.%d" % (rng.randrange(100), rng.randrange(9)) for _ in range(25_000)]
        found = local(addresses)
        print(bill, len(found), found[:2], re.charged)


if __name__ == "__main__":
    main()
