# SPDX-License-Identifier: Apache-2.0
# planted: sorted-extreme-to-min-max in warn
"""Warn gardeners of frost: for each valley the coldest stations of the night."""

import random


def warn(valleys, limit):
    """Texts of warnings; values are tenths of a degree by station number."""
    texts = []
    for valley, values in valleys.items():
        if not values:
            texts.append(valley + ": no data")
            continue
        coldest = sorted(values, key=lambda station: values[station])[0]
        degrees = values[coldest]
        if degrees < limit:
            texts.append("%s: %.1f at station %d" % (valley, degrees / 10, coldest))
    return texts


def spread(values):
    """Difference between the warmest and the coldest station."""
    return max(values.values()) - min(values.values())


def ranking(valleys, count):
    """Valleys in the order of their spread; all of them are put in order for the poster."""
    known = [valley for valley in valleys if valleys[valley]]
    return sorted(known, key=lambda valley: (-spread(valleys[valley]), valley))[:count]


def night(rng, valleys, stations):
    """Values of one night."""
    out = {}
    for number in range(valleys):
        base = rng.randrange(-20, 90)
        out["valley %02d" % number] = {station: base + rng.randrange(-400, 400)
                                       for station in range(stations)}
    out["the gap"] = {}
    return out


def main():
    rng = random.Random(1709)
    valleys = night(rng, 40, 2_000)
    for hour in range(40):
        texts = warn(valleys, -360 - hour)
        if hour % 10 == 0:
            print(hour, len(texts), texts[0], texts[-1])
    print(ranking(valleys, 3))


if __name__ == "__main__":
    main()
