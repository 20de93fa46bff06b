# SPDX-License-Identifier: Apache-2.0
# planted: split-maxsplit in reader.<locals>.heads
"""Read the packets of a weather balloon.

A packet is "time,height,value,value,..." with a value for each sensor. To plot the
ascent only the first two fields are needed.
"""

import random


def reader(least: int):
    """Functions that look at the packets of one balloon."""

    def heads(packets: list[str]):
        """Yield (time, height) of all packets above a height."""
        for packet in packets:
            time, height = packet.split(",")[:2]
            if int(height) >= least:
                yield int(time), int(height)

    def mean(packet: str) -> int:
        """Mean of all sensors of a packet."""
        values = packet.split(",")
        return sum(int(value) for value in values[2:]) // (len(values) - 2)

    return heads, mean


def speed(points: list[tuple[int, int]]) -> float:
    """Metres per second between the first and the last point."""
    if len(points) < 2:
        return 0.0
    (start, low), (end, high) = points[0], points[-1]
    return (high - low) / (end - start)


def ascent(rng: random.Random, packets: int, sensors: int) -> list[str]:
    """Packets of a flight."""
    values = [str(rng.randrange(1_000, 9_999)) for _ in range(1_000)]
    height = 100
    out = []
    for time in range(packets):
        height += rng.randrange(2, 9)
        out.append("%d,%d,%s" % (time, height, ",".join(rng.choices(values, k=sensors))))
    return out


def main() -> None:
    rng = random.Random(48)
    packets = ascent(rng, 2_000, 420)
    for least in range(1_000, 9_000, 500):
        heads, mean = reader(least)
        points = list(heads(packets))
        print(least, len(points), "%.4f" % speed(points), mean(packets[least // 10]))


if __name__ == "__main__":
    main()
