# SPDX-License-Identifier: Apache-2.0
# stays: bytes-slicing-to-offset: the rest is handed as a whole to other code in each round
"""Unpack a suitcase of records; a watcher sees what is left each time."""

import random


class Watcher:
    """Keeps a finger print of what it is shown."""

    def __init__(self):
        self.seen = 0

    def look(self, rest):
        """Look at everything that is left."""
        self.seen = (self.seen * 17 + len(rest) + rest[-1]) % 1_000_003


def unpack(data: bytes, watcher) -> list:
    """Records of eight bytes."""
    records = []
    while data:
        watcher.look(data)
        records.append(data[:8])
        data = data[8:]
    return records


def main():
    for case in range(5):
        rng = random.Random(case)
        watcher = Watcher()
        records = unpack(rng.randbytes(120_000), watcher)
        print(case, len(records), watcher.seen, records[0].hex())


if __name__ == "__main__":
    main()
