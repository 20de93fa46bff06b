# SPDX-License-Identifier: Apache-2.0
# stays: membership-list-to-set: elements are ranges that are equal to every address inside
"""Drop requests from blocked addresses; a block is one address or a whole range."""

import random


class Range:
    """Equal to each address from first to last."""

    def __init__(self, first, last):
        self.first = first
        self.last = last

    def __eq__(self, other):
        if isinstance(other, int):
            return self.first <= other <= self.last
        return NotImplemented

    def __hash__(self):
        return hash((self.first, self.last))


def allowed(addresses, blocked):
    """Addresses that no entry of `blocked` is equal to."""
    passed = []
    for address in addresses:
        if address not in blocked:
            passed.append(address)
    return passed


def sample_blocks(seed):
    """Made-up blocks: single addresses first, then a few ranges."""
    rng = random.Random(seed)
    blocked = [rng.randrange(1 << 16) for _ in range(220)]
    for _ in range(20):
        first = rng.randrange(1 << 16)
        blocked.append(Range(first, first + 400))
    return blocked


def main():
    rng = random.Random(8)
    for hour in range(10):
        addresses = [rng.randrange(1 << 16) for _ in range(5_000)]
        passed = allowed(addresses, sample_blocks(hour))
        print(hour, len(passed), passed[:3], sum(passed) % 9_973)


if __name__ == "__main__":
    main()
