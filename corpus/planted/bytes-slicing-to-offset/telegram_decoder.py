# SPDX-License-Identifier: Apache-2.0
# planted: bytes-slicing-to-offset in Decoder.messages
"""Decode the telegrams of heating meters: type, length, content, one after the other."""

import random


class Decoder:
    """Decodes streams and counts the types it has seen."""

    def __init__(self):
        self.seen = {}
        self.checks = 0

    def messages(self, stream):
        """Pairs of (type, content) and the bytes of a telegram that is not complete."""
        found = []
        while len(stream) >= 3:
            kind = stream[0]
            size = stream[1] + stream[2]
            if kind == 255:
                break
            content = stream[3:3 + size]
            found.append((kind, content))
            stream = stream[3 + size:]
        return found, stream

    def take(self, stream):
        """Decode a stream; gives the number of telegrams."""
        found, rest = self.messages(bytes(stream))
        for kind, content in found:
            self.seen[kind] = self.seen.get(kind, 0) + 1
            self.checks = (self.checks * 31 + sum(content)) % 1_000_003
        return len(found), len(rest)

    def commonest(self):
        """The type that came most."""
        return max(self.seen, key=lambda kind: (self.seen[kind], -kind))


def first_type(stream):
    """Type of the first telegram."""
    return stream[:1].hex()


def sample_stream(seed, count):
    """A made-up stream; the last telegram is cut off in the header."""
    rng = random.Random(seed)
    parts = []
    for _ in range(count):
        low, high = rng.randrange(6), rng.randrange(3)
        parts.append(bytes((rng.randrange(12), low, high)) + rng.randbytes(low + high))
    return b"".join(parts) + b"\x01\x02"


def main():
    decoder = Decoder()
    for house in range(4):
        stream = sample_stream(house, 38_000)
        count, rest = decoder.take(stream)
        print(house, first_type(stream), len(stream), count, rest, decoder.commonest(), decoder.checks)


if __name__ == "__main__":
    main()
