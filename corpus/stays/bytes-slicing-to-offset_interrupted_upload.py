# SPDX-License-Identifier: Apache-2.0
# stays: bytes-slicing-to-offset: a handler gives back what is left when sending fails
"""Send a file in packets; when the line breaks, the rest is kept for the next try."""

import random


class Line:
    """A line that breaks after some packets."""

    def __init__(self, packets):
        self.packets = packets
        self.sent = 0

    def send(self, packet):
        """Send one packet."""
        if self.sent == self.packets:
            raise ConnectionError("line broke")
        self.sent += 1
        return len(packet)


def upload(data: bytes, line: Line):
    """The number of bytes sent, and the rest."""
    count = 0
    try:
        while data:
            count += line.send(data[:16])
            data = data[16:]
    except ConnectionError:
        return count, data
    return count, b""


def main():
    for name in range(5):
        rng = random.Random(name)
        rest = rng.randbytes(200_000)
        tries = 0
        total = 0
        while rest and tries < 40:
            count, rest = upload(rest, Line(rng.randrange(2_000, 6_000)))
            total += count
            tries += 1
        print(name, tries, total)


if __name__ == "__main__":
    main()
