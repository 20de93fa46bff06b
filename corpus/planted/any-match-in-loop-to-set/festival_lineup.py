# SPDX-License-Identifier: Apache-2.0
# planted: any-match-in-loop-to-set in Festival.bookable
"""Plan a music festival: which of the bands on the wish list can still be booked?"""
from __future__ import annotations

import random


class Band:
    """A band with what it costs."""

    def __init__(self, name: str, cents: int) -> None:
        self.name = name
        self.cents = cents


class Festival:
    """A festival with its bookings and what other festivals have booked."""

    def __init__(self, budget: int) -> None:
        self.budget = budget
        self.booked: list[Band] = []

    def bookable(self, wishes: list[Band], elsewhere: list[Band]) -> list[Band]:
        """Bands on the wish list that nobody else has booked and that are not too dear."""
        free = []
        for wish in wishes:
            if wish.cents > self.budget:
                continue
            if all(band.name != wish.name for band in elsewhere):
                free.append(wish)
        return free

    def book(self, bands: list[Band]) -> int:
        """Book the cheapest bands as long as the money lasts."""
        for band in sorted(bands, key=lambda band: (band.cents, band.name)):
            if band.cents > self.budget:
                break
            self.budget -= band.cents
            self.booked.append(band)
        return len(self.booked)

    def plays(self, name: str) -> bool:
        """Whether a band will play."""
        return any(band.name == name for band in self.booked)


def sample_bands(seed: int, count: int) -> list[Band]:
    """Made-up bands."""
    rng = random.Random(seed)
    first = ["Iron", "Velvet", "Quiet", "Lost", "Electric", "Paper"]
    last = ["Foxes", "Harbour", "Engines", "Orchard", "Saints"]
    return [Band("%s %s %d" % (rng.choice(first), rng.choice(last), rng.randrange(400)),
                 rng.randrange(50_000, 4_000_000)) for _ in range(count)]


def main() -> None:
    for year in range(4):
        festival = Festival(3_000_000)
        wishes = sample_bands(year, 4_000)
        elsewhere = sample_bands(50 + year, 1_500)
        free = festival.bookable(wishes, elsewhere)
        count = festival.book(free)
        print(year, len(free), count, festival.budget, festival.booked[0].name,
              festival.plays(wishes[0].name))


if __name__ == "__main__":
    main()
