# SPDX-License-Identifier: Apache-2.0
# planted: bytes-slicing-to-offset in make_reader.<locals>.read
"""Read a flight recorder: blocks with a header that says what follows."""

import random
import struct

HEADER = struct.Struct(">HBH")


class CutShort(ValueError):
    """The recording ends inside a block."""


def make_reader(wanted):
    """A function that reads the blocks of the wanted kinds, and one that describes them."""
    skipped = [0]

    def read(data: bytes):
        blocks = []
        while data:
            if len(data) < HEADER.size:
                raise CutShort("header")
            second, kind, size = HEADER.unpack(data[:HEADER.size])
            data = data[HEADER.size:]
            if len(data) < size:
                raise CutShort("block")
            if kind in wanted:
                blocks.append((second, kind, data[:size]))
            else:
                skipped[0] += 1
            data = data[size:]
        return blocks

    def describe():
        return "%d blocks skipped" % skipped[0]

    return read, describe


def longest_silence(blocks):
    """The longest time between two blocks, in seconds."""
    return max((after[0] - before[0] for before, after in zip(blocks, blocks[1:])), default=0)


def sample_data(seed, count):
    """A made-up recording."""
    rng = random.Random(seed)
    second = 0
    parts = []
    for _ in range(count):
        second += rng.randrange(5)
        payload = rng.randbytes(rng.randrange(12))
        parts.append(HEADER.pack(second, rng.randrange(6), len(payload)) + payload)
    return b"".join(parts)


def main():
    read, describe = make_reader({1, 2, 5})
    for flight in range(3):
        data = sample_data(flight, 28_000)
        blocks = read(data)
        total = sum(len(payload) for _, _, payload in blocks)
        try:
            read(data[:4_003])
            end = "complete"
        except CutShort as error:
            end = str(error)
        print(flight, len(blocks), total, longest_silence(blocks), end, describe())


if __name__ == "__main__":
    main()
