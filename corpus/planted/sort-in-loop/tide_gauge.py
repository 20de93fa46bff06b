# SPDX-License-Identifier: Apache-2.0
# planted: sort-in-loop in make_gauge.<locals>.spreads
"""How much do water levels differ? The middle half of the last readings says it."""

import random


def make_gauge(width):
    """Functions that smooth the readings of a gauge; `width` is the number of readings kept."""

    def spreads(levels):
        """Difference between upper and lower quartile after each reading."""
        kept = []
        out = []
        for place, level in enumerate(levels):
            if place >= width:
                kept.remove(levels[place - width])
            kept.append(level)
            kept.sort()
            quarter = len(kept) // 4
            out.append(kept[len(kept) - 1 - quarter] - kept[quarter])
        return out

    def floods(levels, mark):
        """Places at which the water first rises above a mark."""
        return [place for place in range(1, len(levels)) if levels[place - 1] <= mark < levels[place]]

    return spreads, floods


def roughest(values, how_many):
    """Places of the largest values, the earliest first among equals."""
    places = sorted(range(len(values)), key=lambda place: (-values[place], place))
    return places[:how_many]


def sample_levels(seed, count):
    """Made-up levels in millimetres."""
    rng = random.Random(seed)
    level = 4_000
    levels = []
    for _ in range(count):
        level += rng.randrange(-60, 61)
        level = min(max(level, 1_000), 9_000)
        levels.append(level)
    return levels


def main():
    for station in range(4):
        levels = sample_levels(station, 12_000)
        spreads, floods = make_gauge(1_500 + 100 * station)
        values = spreads(levels)
        print(station, sum(values) // len(values), roughest(values, 3), len(floods(levels, 4_200)))


if __name__ == "__main__":
    main()
