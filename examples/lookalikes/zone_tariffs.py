# SPDX-License-Identifier: Apache-2.0
"""Find the tariff of each parcel; the first tariff that fits is the one.

Looks like: nested-loop join on equal keys -> a dict from zone to tariff.
Why it must stay: a tariff's zone may be a Prefix, which is equal to every zone that
starts with it, and several tariffs can fit one parcel. A dict finds none of the
prefixes, and a dict filled in order keeps the last tariff instead of the first.
"""

import random


class Prefix:
    """Equal to all strings that start with it."""

    def __init__(self, text):
        self.text = text

    def __eq__(self, other):
        return isinstance(other, str) and other.startswith(self.text)

    def __hash__(self):
        return hash(self.text)


def assign_tariffs(parcels, tariffs):
    """Pairs of (parcel number, tariff name); parcels without a tariff are left out."""
    assigned = []
    for number, zone in parcels:
        for tariff_zone, name in tariffs:
            if tariff_zone == zone:
                assigned.append((number, name))
                break
    return assigned


def sample_tariffs(seed):
    """A made-up price list: exact zones, some of them twice, then prefixes."""
    rng = random.Random(seed)
    zones = ["Z%03d" % rng.randrange(300) for _ in range(240)]
    tariffs = [(zone, "exact-%d" % place) for place, zone in enumerate(zones)]
    tariffs.extend((Prefix("Z%d" % digit), "area-%d" % digit) for digit in (0, 2))
    return tariffs


def main():
    for week in range(8):
        rng = random.Random(1_000 + week)
        parcels = [(number, "Z%03d" % rng.randrange(300)) for number in range(12_000)]
        assigned = assign_tariffs(parcels, sample_tariffs(week))
        areas = sum(1 for _, name in assigned if name.startswith("area"))
        print(week, len(assigned), areas, assigned[:2], sum(len(name) for _, name in assigned))


if __name__ == "__main__":
    main()
