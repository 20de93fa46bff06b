# SPDX-License-Identifier: Apache-2.0
# stays: first-of-list-to-next-iter: walking the roster asks everybody, which is counted
"""Hand out tasks to workers who are idle.

The roster is walked in the order of the alphabet. Everybody on it is asked, and those
who are asked too often complain, so the number of questions is kept.
"""

import random
from typing import Dict, Iterator, List, Tuple


class Roster(Dict[str, int]):
    """Workers and how often they were asked."""

    def __iter__(self) -> Iterator[str]:
        for name in sorted(self.keys()):
            self[name] += 1
            yield name


def next_worker(idle: Roster) -> str:
    """The first on the roster; all are asked."""
    return list(idle)[0]


def hand_out(idle: Roster, tasks: List[int]) -> Tuple[List[Tuple[int, str, int]], str]:
    """(task, worker, how often the worker was asked) of all tasks, and how it ended."""
    pairs: List[Tuple[int, str, int]] = []
    try:
        for task in tasks:
            worker = next_worker(idle)
            pairs.append((task, worker, idle.pop(worker)))
    except IndexError as error:
        return pairs, "short of workers: %s" % error
    return pairs, "all handed out"


def main() -> None:
    rng = random.Random(92)
    for day in range(40):
        idle = Roster()
        for number in range(rng.randrange(110, 160)):
            idle["w%03d" % (number * 37 % 160)] = 0
        pairs, end = hand_out(idle, list(range(rng.randrange(90, 190))))
        if day % 5 == 0:
            print(day, len(pairs), pairs[0], pairs[-1], len(idle), end)


if __name__ == "__main__":
    main()
