# SPDX-License-Identifier: Apache-2.0
# stays: generator-to-list: an element that runs out of values ends in another exception
"""Pair the dancers of an evening.

Leaders choose from those who wait; when nobody waits any more the generator breaks
off with a RuntimeError, which the band leader takes as the sign to stop.
"""

import random
from typing import Iterator, List, Tuple


def pairs(leaders: List[str], waiting: Iterator[str]) -> List[Tuple[str, str]]:
    """Pairs for one dance."""
    return list((leader, next(waiting)) for leader in leaders)


def dance(leaders: List[str], waiting: Iterator[str]) -> Tuple[int, str]:
    """(number of pairs, what the band leader says)."""
    try:
        made = pairs(leaders, waiting)
    except RuntimeError as error:
        return 0, "stop: %s" % error
    except StopIteration:
        return 0, "the band leader did not notice"
    return len(made), "play"


def evening(rng: random.Random, count: int) -> List[str]:
    """Dances until the band stops."""
    waiting = iter(["w%d" % number for number in range(count)])
    said = []
    while True:
        leaders = ["l%d" % number for number in range(rng.randrange(5, 60))]
        number, words = dance(leaders, waiting)
        said.append("%d %s" % (number, words))
        if words != "play":
            return said


def main() -> None:
    rng = random.Random(2)
    for number in range(40):
        said = evening(rng, 14_000)
        if number % 8 == 0:
            print(number, len(said), said[0], "/", said[-1])


if __name__ == "__main__":
    main()
