# SPDX-License-Identifier: Apache-2.0
# planted: generator-to-list in day_report
"""The daily report of a quarry: blasts, trucks and the grain of the gravel."""

import random


def day_report(trucks: list[int], sieve: list[int], price: int) -> list[str]:
    """Trucks in kilograms, grains in tenths of a millimetre."""
    # trucks that were too heavy for the road
    heavy = 0
    for weight in trucks:
        if weight > 38_000:
            heavy += 1

    # grains are sorted into classes; the report shows the rounded ones
    rounded = list(grain // 10 + 1 for grain in sieve)
    coarse = tuple(grain for grain in sieve if grain > 300)

    # the middle of the classes
    low, high = min(rounded), max(rounded)
    middle = (low + high) // 2

    # money
    income = price * sum(trucks) // 1_000
    lines = ["%d trucks, %d too heavy" % (len(trucks), heavy)]
    lines.append("grains %d to %d mm, middle %d" % (low, high, middle))
    lines.append("%d of %d grains are coarse" % (len(coarse), len(sieve)))
    lines.append("income %d" % income)
    return lines


def blast(rng: random.Random, grains: int) -> list[int]:
    """Grains of one blast."""
    return [rng.randrange(20, 500) for _ in range(grains)]


def main() -> None:
    rng = random.Random(64)
    trucks = [rng.randrange(15_000, 40_000) for _ in range(400)]
    sieve = blast(rng, 20_000)
    for day in range(300):
        lines = day_report(trucks[day % 100:], sieve[day:], 11 + day % 3)
        if day % 60 == 0:
            for line in lines:
                print(day, line)
    print(day_report([1], [9, 400], 1_000))


if __name__ == "__main__":
    main()
