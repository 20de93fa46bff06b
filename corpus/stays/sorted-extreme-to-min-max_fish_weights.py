# SPDX-License-Identifier: Apache-2.0
# stays: sorted-extreme-to-min-max: not-a-number among the weights
"""The lightest and the heaviest fish of each haul.

Fish that jump off the scales are entered as "nan"; the old program's lists are
compared with the new ones digit by digit.
"""

import random


def parse(line):
    """Kilograms of a haul."""
    return [float(text) for text in line.split(" ")]


def lightest(weights):
    """What stands in front when the haul is sorted."""
    if not weights:
        return 0.0
    return sorted(weights)[0]


def heaviest(weights):
    """What stands at the end when the haul is sorted."""
    if not weights:
        return 0.0
    return sorted(weights)[-1]


def haul(rng, count):
    """A line of the book."""
    texts = []
    for _ in range(count):
        texts.append("nan" if rng.random() < 0.02 else "%.2f" % rng.uniform(0.2, 9.0))
    return " ".join(texts)


def main():
    rng = random.Random(1902)
    lows = []
    for number in range(300):
        weights = parse(haul(rng, 500))
        lows.append(lightest(weights))
        if number % 50 == 0:
            print(number, lows[-1], heaviest(weights), heaviest(weights[:9]))
    print(sum(1 for low in lows if low != low), ["%.2f" % low for low in lows[:8]])
    print(lightest([]), lightest([float("nan"), 2.0, 1.0]), lightest([2.0, float("nan"), 1.0]))


if __name__ == "__main__":
    main()
