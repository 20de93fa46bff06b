# SPDX-License-Identifier: Apache-2.0
"""Address ranges of networks (IPv4 only)."""


def ip_to_int(text):
    total = 0
    for part in text.split("."):
        total = total * 256 + int(part)
    return total


def parse_cidr(cidr):
    base, bits = cidr.split("/")
    size = 2 ** (32 - int(bits))
    start = ip_to_int(base) // size * size
    return start, start + size - 1


class RangeTable:
    """Ranges may nest; the narrowest range around an address counts."""

    def __init__(self):
        self._ranges = []

    def add(self, cidr, country, network):
        low, high = parse_cidr(cidr)
        self._ranges.append((low, high, country, network))

    def lookup(self, address):
        number = ip_to_int(address)
        candidates = [r for r in self._ranges if r[0] <= number <= r[1]]
        if not candidates:
            return None
        return sorted(candidates, key=lambda r: r[1] - r[0])[0]

    def __len__(self):
        return len(self._ranges)
