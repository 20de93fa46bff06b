# SPDX-License-Identifier: Apache-2.0
# stays: running-extreme: not-a-number among floats that are compared from the right
"""Shallowest water ahead of a ship, from the readings of a depth sounder.

Where the echo is lost the sounder gives "nan". What min() makes of a stretch with such
a reading depends on where it stands in the stretch.
"""

import random


def ahead(depths: list[float]) -> list[float]:
    """For each position the shallowest water from there on."""
    return [min(depths[at:]) for at in range(len(depths))]


def parse(line: str) -> list[float]:
    """Metres; lost echoes are kept to keep the positions."""
    return [float(text) for text in line.split()]


def usable(least: list[float], draught: float) -> int:
    """At how many positions enough water is known to lie ahead."""
    return sum(1 for depth in least if depth > draught)


def unknown(least: list[float]) -> int:
    """At how many positions nothing is known."""
    return sum(1 for depth in least if depth != depth)


def track(rng: random.Random, count: int) -> str:
    """A log line of the sounder."""
    texts = []
    for _ in range(count):
        texts.append("nan" if rng.random() < 0.05 else "%.1f" % rng.uniform(3, 40))
    return " ".join(texts)


def main() -> None:
    rng = random.Random(4)
    for leg in range(5):
        depths = parse(track(rng, 1_500))
        least = ahead(depths)
        print(leg, usable(least, 3.2), unknown(least), least[:4], least[-6:])
    print(ahead([5.0, float("nan"), 2.0, 7.0]))


if __name__ == "__main__":
    main()
