# SPDX-License-Identifier: Apache-2.0
# planted: sliding-window-sum in crowding
"""Find the times at which a stadium's gates are most crowded.

Turnstiles count the visitors of each minute. Stewards stand in for spans of a given
length, so what matters is how many pass within such a span.
"""

import random
from typing import Dict, List, Tuple


def crowding(counts: List[int], span: int) -> List[int]:
    """Visitors within `span` minutes, for each minute at which a span can begin."""
    if span < 1:
        raise ValueError("a span has at least one minute: %d" % span)
    passed = []
    for start in range(len(counts) - span + 1):
        passed.append(sum(counts[start:start + span]))
    return passed


def peak(counts: List[int], span: int) -> Tuple[int, int]:
    """(first minute, visitors) of the most crowded span."""
    passed = crowding(counts, span)
    if not passed:
        return 0, sum(counts)
    most = max(passed)
    return passed.index(most), most


def quiet_minutes(counts: List[int], span: int, limit: int) -> int:
    """How many spans pass with fewer visitors than a limit."""
    return sum(1 for visitors in crowding(counts, span) if visitors < limit)


def first_hour(counts: List[int]) -> int:
    """Visitors of the first hour after the gates open."""
    return sum(counts[0:60])


def day(rng: random.Random, minutes: int) -> List[int]:
    """Counts of one gate with two waves of visitors."""
    counts = []
    for minute in range(minutes):
        wave = 40 if minute % 900 > 700 else 8
        counts.append(rng.randrange(wave))
    return counts


def main() -> None:
    rng = random.Random(5)
    gates: Dict[str, List[int]] = {name: day(rng, 15_000) for name in ("north", "east", "south")}
    for name, counts in gates.items():
        for span in (45, 90, 180):
            start, visitors = peak(counts, span)
            print(name, span, start, visitors, quiet_minutes(counts, span, 6 * span))
        print(name, "first hour", first_hour(counts))


if __name__ == "__main__":
    main()
