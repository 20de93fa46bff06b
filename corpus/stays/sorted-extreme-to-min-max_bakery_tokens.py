# SPDX-License-Identifier: Apache-2.0
# stays: sorted-extreme-to-min-max: of equal elements the last is meant, not the first
"""Who gets the last cake?

Customers of a bakery collect stamps. Of those with most stamps the one who came last
is served, because the others have been asked already.
"""

import random


def lucky(customers):
    """The customer with most stamps, the latest of equals."""
    return sorted(customers, key=lambda customer: customer[1])[-1]


def stamps(values):
    """The highest number of stamps as it was written: 3, 3.0 or True."""
    return sorted(values)[-1]


def day(rng, count):
    """(name, stamps) in the order of their coming."""
    return [("customer %d" % number, rng.randrange(12)) for number in range(count)]


def written(rng, count):
    """Stamps as different clerks write them."""
    values = []
    for _ in range(count):
        value = rng.randrange(5)
        values.append(float(value) if rng.random() < 0.5 else value)
    return values


def main():
    rng = random.Random(24)
    served = {}
    for number in range(700):
        customers = day(rng, 700)
        name, count = lucky(iter(customers))
        served[name] = served.get(name, 0) + 1
        if number % 140 == 0:
            print(number, name, count, stamps(written(rng, 60)))
    print(len(served), max(served.values()))
    try:
        lucky([])
    except IndexError as error:
        print("nobody came:", error)


if __name__ == "__main__":
    main()
