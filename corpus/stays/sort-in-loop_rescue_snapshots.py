# SPDX-License-Identifier: Apache-2.0
# stays: sort-in-loop: each round keeps the sorted rest, which a heap does not give
"""Dispatch ambulances by urgency and write down the whole waiting list each time."""

import random


def dispatch(calls, later):
    """Calls in the order of service, and a check of the lists on the wall."""
    waiting = list(calls)
    served = []
    wall = 0
    while waiting:
        waiting.sort()
        served.append(waiting.pop(0))
        if later:
            waiting.append(later.pop())
        for place, call in enumerate(waiting[:20]):
            wall = (wall * 31 + place * call) % 1_000_003
    return served, wall


def main():
    for night in range(6):
        rng = random.Random(night)
        calls = [rng.randrange(100_000) for _ in range(1_200)]
        served, wall = dispatch(calls[:700], calls[700:])
        print(night, served[:3], served[-1], wall)


if __name__ == "__main__":
    main()
