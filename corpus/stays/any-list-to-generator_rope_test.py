# SPDX-License-Identifier: Apache-2.0
# stays: any-list-to-generator: a later strand that breaks raises, which the tester waits for
"""Test ropes strand by strand.

A rope passes when one strand holds; but a strand without a reading stops the machine,
wherever it is in the rope.
"""

import random
from typing import List, Optional


def holds(strands: List[Optional[int]], load: int) -> bool:
    """Whether one of the strands holds by itself."""
    return any([strand > load for strand in strands])


def verdict(strands: List[Optional[int]], load: int) -> str:
    """What is printed on the label."""
    try:
        return "pass" if holds(strands, load) else "fail"
    except TypeError:
        return "machine stopped"


def labels(ropes: List[List[Optional[int]]], load: int) -> dict:
    """How often each label is printed."""
    counts: dict = {}
    for strands in ropes:
        label = verdict(strands, load)
        counts[label] = counts.get(label, 0) + 1
    return counts


def twist(rng: random.Random, count: int) -> List[Optional[int]]:
    """A rope; now and then a reading is missing."""
    strands: List[Optional[int]] = [rng.randrange(100) for _ in range(count)]
    if rng.random() < 0.1:
        strands[rng.randrange(count)] = None
    return strands


def main() -> None:
    rng = random.Random(28)
    ropes = [twist(rng, 40) for _ in range(8_000)]
    for load in (60, 80, 95, 99):
        print(load, sorted(labels(ropes, load).items()))


if __name__ == "__main__":
    main()
