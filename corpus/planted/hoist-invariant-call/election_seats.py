# SPDX-License-Identifier: Apache-2.0
# planted: hoist-invariant-call in vote_shares
"""Share the seats of a council among lists by the largest remainders."""
from __future__ import annotations

import random


def vote_shares(votes: list[int], seats: int) -> list[tuple[int, int]]:
    """For each list the whole seats and the remainder, both exact."""
    shares = []
    for count in votes:
        whole, rest = divmod(count * seats, max(1, sum(votes)))
        shares.append((whole, rest))
    return shares


def seats_of(votes: list[int], seats: int) -> list[int]:
    """Seats of each list."""
    shares = vote_shares(votes, seats)
    given = [whole for whole, _ in shares]
    left = seats - sum(given)
    by_rest = sorted(range(len(votes)), key=lambda place: (-shares[place][1], place))
    for place in by_rest[:left]:
        given[place] += 1
    return given


def per_district(districts: list[list[int]], seats: int) -> list[int]:
    """Whole seats that each district gives out at once."""
    return [sum(whole for whole, _ in vote_shares(votes, seats)) for votes in districts]


def strongest(votes: list[int]) -> int:
    """Number of the strongest list."""
    best = max(votes)
    return votes.index(best)


def sample_votes(seed: int, lists: int) -> list[int]:
    """Made-up votes."""
    rng = random.Random(seed)
    return [rng.randrange(5, 4_000) for _ in range(lists)]


def main() -> None:
    for country in range(4):
        votes = sample_votes(country, 5_600)
        given = seats_of(votes, 9_000)
        districts = [votes[start:start + 400] for start in range(0, len(votes), 400)]
        print(country, sum(given), max(given), strongest(votes), per_district(districts, 500)[:4])


if __name__ == "__main__":
    main()
