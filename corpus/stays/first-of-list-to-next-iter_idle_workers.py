# SPDX-License-Identifier: Apache-2.0
# stays: first-of-list-to-next-iter: a generator that lets IndexError through, never StopIteration
"""Hand out tasks to workers who are idle.

When nobody is idle the plan breaks off with an IndexError, which the foreman expects:
he notes how far it got.
"""

import random
from typing import Dict, Iterator, List, Tuple


class Roster(Dict[str, int]):
    """Workers and how long they have been idle; walking it gives the longest idle first."""

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(super().keys(), key=lambda name: (-self[name], name)))


def plan(idle: Roster, tasks: List[int]) -> Iterator[Tuple[int, str]]:
    """Yield (task, worker)."""
    for task in tasks:
        worker = list(idle)[0]
        del idle[worker]
        yield task, worker


def hand_out(idle: Roster, tasks: List[int]) -> Tuple[List[Tuple[int, str]], str]:
    """All pairs, and how it ended."""
    pairs: List[Tuple[int, str]] = []
    try:
        for pair in plan(idle, tasks):
            pairs.append(pair)
    except IndexError as error:
        return pairs, "short of workers: %s" % error
    return pairs, "all handed out"


def main() -> None:
    rng = random.Random(92)
    for day in range(40):
        idle = Roster()
        for number in range(rng.randrange(110, 160)):
            idle["w%03d" % number] = rng.randrange(60)
        pairs, end = hand_out(idle, list(range(rng.randrange(90, 190))))
        print(day, len(pairs), pairs[0], pairs[-1], len(idle), end)


if __name__ == "__main__":
    main()
