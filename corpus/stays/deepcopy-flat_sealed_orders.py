# SPDX-License-Identifier: Apache-2.0
# stays: deepcopy-flat: the dict is of a subclass that says itself what a deep copy is
"""Pass orders from office to office; each copy carries a stamp with its number."""

import copy
import random


class Order(dict):
    """An order that is stamped when it is copied."""

    def __deepcopy__(self, memo):
        other = Order(self)
        other["stamp"] = self.get("stamp", 0) + 1
        return other


def route(order, offices):
    """The order as it arrives, with each office's initial in it."""
    current = order
    for office in offices:
        current = copy.deepcopy(current)
        current[office] = current["stamp"]
    return current


def main():
    rng = random.Random(33)
    for day in range(5):
        stamps = 0
        for number in range(4_000):
            order = Order(number=number, pages=rng.randrange(40))
            arrived = route(order, [rng.choice("ABCDEF") for _ in range(9)])
            stamps += arrived["stamp"]
        print(day, stamps, sorted(arrived.items())[:3], "stamp" in order)


if __name__ == "__main__":
    main()
