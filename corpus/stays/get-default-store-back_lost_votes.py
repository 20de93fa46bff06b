# SPDX-License-Identifier: Apache-2.0
# stays: get-default-store-back: the store is skipped where a ballot is spoiled
"""Count ballots of a village; a party without a good ballot is not on the list.

A ballot that is spoiled breaks off its turn, before anything is stored.
"""

import random
from typing import Dict, List, Tuple


def count(ballots: List[Tuple[str, str]]) -> Dict[str, List[int]]:
    """Marks of each party."""
    parties: Dict[str, List[int]] = {}
    for party, mark in ballots:
        marks = parties.get(party, [])
        try:
            marks.append(int(mark))
        except ValueError:
            continue
        parties[party] = marks
    return parties


def without_marks(parties: Dict[str, List[int]]) -> List[str]:
    """Parties on the list that got nothing; there should be none."""
    return [party for party in sorted(parties) if not parties[party]]


def village(rng: random.Random, count_of: int) -> List[Tuple[str, str]]:
    """Ballots; those for parties that do not run are spoiled."""
    ballots = []
    for _ in range(count_of):
        number = rng.randrange(40)
        mark = str(rng.randrange(1, 6)) if number < 30 and rng.random() < 0.95 else "x"
        ballots.append(("party %02d" % number, mark))
    return ballots


def main() -> None:
    rng = random.Random(1919)
    for place in ("Upper End", "Lower End", "Mill"):
        parties = count(village(rng, 70_000))
        best = max(sorted(parties), key=lambda party: sum(parties[party]))
        print(place, len(parties), without_marks(parties), best, sum(parties[best]))


if __name__ == "__main__":
    main()
