# SPDX-License-Identifier: Apache-2.0
# stays: first-of-list-to-next-iter: what is copied is an iterator that must be read to its end
"""Read groups of messages of a vehicle bus.

All messages stand in one stream. A group ends with its count, and the next group
begins where the reader of the first one stopped; only its head is of interest.
"""

import random
from itertools import islice


def group(stream, size):
    """The messages of the next group."""
    return islice(stream, size)


def head(messages):
    """The first message of a group."""
    return list(messages)[0]


def heads(messages, sizes):
    """The heads of all groups."""
    stream = iter(messages)
    found = []
    for size in sizes:
        found.append(head(group(stream, size)))
    return found


def by_kind(found):
    """How many heads are of which kind."""
    counts = {}
    for message in found:
        kind = message >> 8
        counts[kind] = counts.get(kind, 0) + 1
    return counts


def main():
    rng = random.Random(27)
    for drive in range(6):
        sizes = [rng.randrange(1, 40) for _ in range(6_000)]
        messages = []
        for size in sizes:
            messages.append(rng.randrange(8) * 256 + 1)
            messages.extend(rng.randrange(8, 16) * 256 for _ in range(size - 1))
        found = heads(messages, sizes)
        print(drive, sorted(by_kind(found).items()))
    try:
        head(iter([]))
    except IndexError as error:
        print("no head:", error)


if __name__ == "__main__":
    main()
