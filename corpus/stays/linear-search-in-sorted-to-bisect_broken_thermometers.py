# SPDX-License-Identifier: Apache-2.0
# stays: linear-search-in-sorted-to-bisect: not-a-number among the floats
"""Rank afternoon temperatures against a station's history.

Thermometers that fail report "nan". They stay in the history, so that the number of
readings matches the log book.
"""

import random


def parse(texts):
    """Numbers of a log; a failed reading is not-a-number."""
    return [float(text) for text in texts]


def ranks(history, afternoon):
    """For each value how many readings of the history were colder."""
    ordered = sorted(history)
    result = []
    for value in afternoon:
        result.append(sum(1 for one in ordered if one < value))
    return result


def places(history, afternoon):
    """For each value the place of the first reading that is not colder."""
    ordered = sorted(history)
    found = []
    for value in afternoon:
        found.append(next((i for i, one in enumerate(ordered) if one >= value), len(ordered)))
    return found


def make_log(rng, days):
    """Texts as the station sends them."""
    texts = []
    for _ in range(days):
        if rng.random() < 0.02:
            texts.append("nan")
        else:
            texts.append("%.1f" % rng.uniform(-15, 35))
    return texts


def main():
    rng = random.Random(23)
    for station in ("ridge", "valley", "harbour"):
        history = parse(make_log(rng, 1_600))
        afternoon = parse(make_log(rng, 1_200))
        colder = ranks(history, afternoon)
        first = places(history, afternoon)
        print(station, sum(colder), sum(first), colder[:6], first[:6])


if __name__ == "__main__":
    main()
