# SPDX-License-Identifier: Apache-2.0
# planted: pop-front-to-deque in drill_profile
"""Build the profile of a drill core from the layers that a river laid down."""

import random


def drill_profile(seasons, top):
    """The profile from the surface downwards, with ages and the thickest layer.

    `seasons` are (year, millimetres, kind) from old to new. Sand washes away half of the
    layer below it in the same year.
    """
    layers = []
    washed = 0
    previous_year = None
    previous_amount = 0
    kinds = {}
    for year, amount, kind in seasons:
        kinds[kind] = kinds.get(kind, 0) + 1
        if kind == "sand" and year == previous_year:
            washed += previous_amount // 2
        if amount == 0:
            previous_year = year
            continue
        layers.insert(0, (year, amount, kind))
        previous_year = year
        previous_amount = amount
    depth = 0
    ages = {}
    for year, amount, kind in layers:
        depth += amount
        ages[year] = depth
    thickest = max(layers, key=lambda layer: (layer[1], layer[0]))
    surface = [kind for _, _, kind in layers[:top]]
    usual = max(kinds, key=lambda kind: (kinds[kind], kind))
    return {"depth": depth, "washed": washed, "thickest": thickest, "usual": usual,
            "surface": surface, "years": len(ages)}


def sample_seasons(seed, years):
    """Made-up deposits, four a year."""
    rng = random.Random(seed)
    seasons = []
    for year in range(years):
        for _ in range(4):
            seasons.append((year, rng.randrange(0, 9), rng.choice(("sand", "clay", "silt"))))
    return seasons


def main():
    for river in range(2):
        profile = drill_profile(sample_seasons(river, 11_000), 4)
        print(river, sorted(profile.items()))


if __name__ == "__main__":
    main()
