# SPDX-License-Identifier: Apache-2.0
# planted: remove-in-loop-to-filter in run_day
"""A day in a car park, hour by hour: cars come, cars go, and some overstay."""

import random


def run_day(hours, capacity, start):
    """Cars left at night, the busiest hour, fees in cents and notes for the manager.

    A car is a number whose last digit says how many hours it stays; it carries the hour of
    its arrival in the hundred thousands.
    """
    inside = list(start)
    fees = 0
    turned_away = 0
    busiest = (0, 0)
    notes = []
    for hour, arriving in enumerate(hours):
        for car in arriving:
            if len(inside) >= capacity:
                turned_away += 1
                continue
            inside.append(hour * 100_000 + car)
        if len(inside) > busiest[0]:
            busiest = (len(inside), hour)
        before = len(inside)
        for car in list(inside):
            if car // 100_000 + car % 10 <= hour:
                inside.remove(car)
        gone = before - len(inside)
        fees += 150 * gone
        if gone > before // 2:
            notes.append("hour %d: more than half left" % hour)
    overstay = sum(1 for car in inside if car % 10 > 7)
    notes.append("%d turned away" % turned_away)
    notes.append("%d over night, %d of them for long" % (len(inside), overstay))
    return inside, busiest, fees, notes


def sample_hours(seed, count):
    """Made-up arrivals of each hour."""
    rng = random.Random(seed)
    return [[rng.randrange(10, 100_000) for _ in range(rng.randrange(count // 2, count))] for _ in range(24)]


def main():
    for day in range(3):
        hours = sample_hours(day, 1_800)
        start = [number * 10 + number % 9 for number in range(1, 3_000)]
        inside, busiest, fees, notes = run_day(hours, 9_000, start)
        print(day, len(inside), busiest, fees, notes[-2:], inside[:2])


if __name__ == "__main__":
    main()
