# SPDX-License-Identifier: Apache-2.0
# stays: sorted-extreme-to-min-max: sets are ordered by inclusion, not totally
"""Which sensors of a river are enough to raise an alarm?

Each alarm names the set of sensors that raised it. Sorting puts sets of few sensors
in front of those that contain them, as far as they can be compared.
"""

import random
from typing import FrozenSet, List


def least(alarms: List[FrozenSet[int]]) -> FrozenSet[int]:
    """What stands in front after sorting."""
    if not alarms:
        return frozenset()
    return sorted(alarms)[0]


def greatest(alarms: List[FrozenSet[int]]) -> FrozenSet[int]:
    """What stands at the end after sorting."""
    if not alarms:
        return frozenset()
    return sorted(alarms)[-1]


def year(rng: random.Random, count: int, sensors: int) -> List[FrozenSet[int]]:
    """Alarms of a year."""
    alarms = []
    for _ in range(count):
        alarms.append(frozenset(rng.sample(range(sensors), rng.randrange(1, sensors))))
    return alarms


def show(sensors: FrozenSet[int]) -> str:
    """Sensors in a fixed order."""
    return "-".join(str(number) for number in sorted(sensors))


def main() -> None:
    rng = random.Random(53)
    total = 0
    for number in range(260):
        alarms = year(rng, 220, 7)
        low, high = least(alarms), greatest(alarms)
        total += len(low) * 10 + len(high)
        if number % 40 == 0:
            print(number, show(low), "|", show(high))
    print(total, show(least([])))


if __name__ == "__main__":
    main()
