# SPDX-License-Identifier: Apache-2.0
# planted: redundant-copy-for-iteration in first_alarm
"""When did a buoy first report something strange, and how often was it right?

A buoy sends numbers all day. Alarms are looked for in the order of sending; where one
is found the rest of the day is not looked at.
"""

import random
from typing import Dict, List, Tuple


def first_alarm(day: List[int], limit: int) -> Tuple[int, int]:
    """(position, number) of the first number above a limit; (-1, 0) without."""
    for position, number in list(enumerate(day)):
        if number > limit:
            return position, number
    return -1, 0


def alarms(days: List[List[int]], limits: List[int]) -> Dict[int, int]:
    """How many days have an alarm, for each limit."""
    counts: Dict[int, int] = {}
    for limit in limits:
        counts[limit] = 0
        for day in days:
            if first_alarm(day, limit)[0] >= 0:
                counts[limit] += 1
    return counts


def earliest(days: List[List[int]], limit: int) -> int:
    """The earliest position of an alarm on any day."""
    found = [first_alarm(day, limit)[0] for day in days]
    return min((position for position in found if position >= 0), default=-1)


def calm(day: List[int]) -> List[int]:
    """The day without alarms: large numbers are taken out."""
    left = list(day)
    for number in list(left):
        if number > 990:
            left.remove(number)
    return left


def record(rng: random.Random, days: int, length: int) -> List[List[int]]:
    """Numbers of all days."""
    return [[rng.randrange(1_000) for _ in range(length)] for _ in range(days)]


def main() -> None:
    rng = random.Random(70)
    days = record(rng, 60, 5_000)
    counts = alarms(days, list(range(700, 998, 7)))
    print(sorted(counts.items())[-4:])
    print([earliest(days, limit) for limit in (900, 990, 998)], len(calm(days[0])))


if __name__ == "__main__":
    main()
