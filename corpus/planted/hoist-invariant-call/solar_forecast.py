# SPDX-License-Identifier: Apache-2.0
# planted: hoist-invariant-call in forecast
"""Forecast what the solar roofs of a village deliver on the next days."""

import random


def cloudiness(history):
    """Mean cloud cover of the past days in per mille, the last days count double."""
    weight = 0
    total = 0
    for place, cover in enumerate(history):
        factor = 2 if place >= len(history) - 10 else 1
        weight += factor
        total += cover * factor
    return total // weight if weight else 500


def forecast(roofs, history, days):
    """Watt hours of each roof, the village's total, and roofs that deliver little.

    A roof is (owner, square metres, tilt). Old roofs in the shade of the church lose a
    third; that is known by the owner's number.
    """
    delivered = {}
    poor = []
    shaded = 0
    for owner, metres, tilt in roofs:
        clear = 5_200 * metres * days
        if owner % 17 == 3:
            clear = clear * 2 // 3
            shaded += 1
        angle_loss = abs(tilt - 34) * 4
        clouds = cloudiness(history)
        watt_hours = clear * (1_000 - angle_loss) // 1_000 * (1_000 - clouds) // 1_000
        delivered[owner] = watt_hours
        if watt_hours < 60_000 * days:
            poor.append(owner)
    total = sum(delivered.values())
    best = max(delivered, key=lambda owner: (delivered[owner], -owner))
    lines = ["total %d" % total, "best %d" % best, "shaded %d" % shaded]
    lines.extend("poor %d" % owner for owner in poor[:3])
    return delivered, lines


def sample_village(seed, count):
    """Made-up roofs and cloud covers."""
    rng = random.Random(seed)
    roofs = [(owner, rng.randrange(8, 90), rng.randrange(0, 60)) for owner in range(count)]
    history = [rng.randrange(1_001) for _ in range(365)]
    return roofs, history


def main():
    for season in range(5):
        roofs, history = sample_village(season, 6_000)
        delivered, lines = forecast(roofs, history[-240:], 3 + season)
        print(season, len(delivered), lines)


if __name__ == "__main__":
    main()
