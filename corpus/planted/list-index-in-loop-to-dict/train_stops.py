# SPDX-License-Identifier: Apache-2.0
# planted: list-index-in-loop-to-dict in stop_numbers
"""Fares of a railway line: what a ticket costs depends on the number of stops between."""
from __future__ import annotations

import random

ZONES = ["inner", "outer", "country"]


def stop_numbers(line: list[str], names: list[str]) -> list[int]:
    """Place on the line of every name; -1 for what is not a stop."""
    numbers = []
    for name in names:
        if name in line:
            numbers.append(line.index(name))
        else:
            numbers.append(-1)
    return numbers


def fares(line: list[str], tickets: list[tuple[str, str]], cents_a_stop: int) -> list[int]:
    """Price of each ticket in cents; 0 when a stop is unknown."""
    starts = stop_numbers(line, [start for start, _ in tickets])
    ends = stop_numbers(line, [end for _, end in tickets])
    prices = []
    for start, end in zip(starts, ends):
        if start < 0 or end < 0:
            prices.append(0)
        else:
            prices.append(180 + cents_a_stop * abs(end - start))
    return prices


def zone_of(line: list[str], name: str) -> str:
    """The tariff zone of a stop."""
    place = line.index(name)
    return ZONES[min(place * 3 // len(line), 2)]


def busiest(line: list[str], tickets: list[tuple[str, str]]) -> str:
    """The stop from which most people travel."""
    counts = [0] * len(line)
    for number in stop_numbers(line, [start for start, _ in tickets]):
        if number >= 0:
            counts[number] += 1
    return line[counts.index(max(counts))]


def sample_line(seed: int, stops: int) -> list[str]:
    """Made-up names of stops."""
    rng = random.Random(seed)
    return ["%s-%04d" % (rng.choice(("North", "South", "Old", "New")), number)
            for number in rng.sample(range(10_000), stops)]


def main() -> None:
    for seed in range(4):
        rng = random.Random(50 + seed)
        line = sample_line(seed, 700)
        names = line + ["Nowhere-1", "Nowhere-2"]
        tickets = [(rng.choice(names), rng.choice(names)) for _ in range(9_000)]
        prices = fares(line, tickets, 35)
        stop = busiest(line, tickets)
        print(seed, sum(prices), max(prices), prices.count(0), stop, zone_of(line, stop))


if __name__ == "__main__":
    main()
