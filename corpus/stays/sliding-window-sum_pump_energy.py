# SPDX-License-Identifier: Apache-2.0
# stays: sliding-window-sum: sums of floats depend on the order of additions
"""Energy that a pump takes within any ten minutes, in kilowatt hours.

A reading is noisy, and once a day the meter is checked with a huge test value. The
report shows all digits, because the auditors compare it to their own.
"""

import random


def energy(readings: list[float], width: int) -> list[float]:
    """Sum of every stretch of `width` readings."""
    if width < 1:
        raise ValueError(width)
    return [sum(readings[i:i + width]) for i in range(len(readings) - width + 1)]


def day(rng: random.Random, minutes: int) -> list[float]:
    """Readings of a day, with the test value in the morning."""
    readings = []
    for minute in range(minutes):
        if minute == 40:
            readings.append(1e15)
        else:
            readings.append(rng.random() / 7)
    return readings


def above(sums: list[float], limit: float) -> int:
    """How many stretches take more than a limit."""
    return sum(1 for one in sums if one > limit)


def main() -> None:
    rng = random.Random(99)
    for number in range(24):
        readings = day(rng, 1_440)
        sums = energy(readings, 60)
        print(number, repr(sums[0]), repr(sums[-1]), repr(max(sums[200:])), above(sums, 4.5))
    try:
        energy([0.5], 0)
    except ValueError as error:
        print("refused", error)


if __name__ == "__main__":
    main()
