# SPDX-License-Identifier: Apache-2.0
# planted: nested-loop-join-to-index in survey.<locals>.by_site
"""Summaries of a bird count: for each site what was seen, by whom, and how much of it."""
from __future__ import annotations

import random
from typing import NamedTuple


class Sighting(NamedTuple):
    """Somebody saw some birds."""
    site: int
    species: str
    birds: int
    observer: int


SPECIES = ["robin", "wren", "siskin", "dipper", "rook", "knot", "smew", "ruff", "twite", "brant"]


def survey(sites: list[int], sightings: list[Sighting]):
    """Functions that give the figures of the count."""

    def by_site() -> dict[int, tuple[int, list[str]]]:
        """Birds and distinct species of every site."""
        result = {}
        for site in sites:
            here = [sighting for sighting in sightings if sighting.site == site]
            birds = sum(sighting.birds for sighting in here)
            result[site] = (birds, sorted({sighting.species for sighting in here}))
        return result

    def largest_flock() -> Sighting:
        """The sighting with the most birds; the first of equals."""
        best = sightings[0]
        for sighting in sightings:
            if sighting.birds > best.birds:
                best = sighting
        return best

    return by_site, largest_flock


def diversity(result: dict[int, tuple[int, list[str]]]) -> list[int]:
    """Number of sites with one species, two species and so on."""
    table = [0] * (len(SPECIES) + 1)
    for _, species in result.values():
        table[len(species)] += 1
    return table


def sample_sightings(seed: int, sites: int, count: int) -> list[Sighting]:
    """Made-up sightings."""
    rng = random.Random(seed)
    return [Sighting(rng.randrange(sites), rng.choice(SPECIES), rng.randrange(1, 40), rng.randrange(80))
            for _ in range(count)]


def main() -> None:
    for year in range(5):
        sites = list(range(900))
        sightings = sample_sightings(2_000 + year, 950, 6_000)
        by_site, largest_flock = survey(sites, sightings)
        result = by_site()
        flock = largest_flock()
        print(year, sum(birds for birds, _ in result.values()), diversity(result), flock.species, flock.birds)


if __name__ == "__main__":
    main()
