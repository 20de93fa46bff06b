# SPDX-License-Identifier: Apache-2.0
# planted: linear-search-in-sorted-to-bisect in compare_groups
"""Compare the values of patients with those of healthy people of the same age."""

from __future__ import annotations

import random


def compare_groups(healthy: dict[str, list[int]], patients: list[tuple[str, int]]) -> list[str]:
    """For each age how unusual the patients' values are."""
    share: dict[str, list[int]] = {}
    for age in sorted(healthy):
        values = list(healthy[age])
        values.append(0)
        values.sort()
        for group, value in patients:
            if group == age:
                lower = len([one for one in values if one < value])
                share.setdefault(age, []).append(100 * lower // len(values))
    lines = []
    for age, parts in share.items():
        parts.sort()
        lines.append("%s: %d patients, median share %d, above 95: %d" % (
            age, len(parts), parts[len(parts) // 2], sum(1 for part in parts if part > 95)))
    return lines


def reference(healthy: dict[str, list[int]]) -> dict[str, tuple[int, int]]:
    """Lowest and highest value of each age, without the outer tenths."""
    bounds = {}
    for age, values in healthy.items():
        ordered = sorted(values)
        tenth = len(ordered) // 10
        bounds[age] = (ordered[tenth], ordered[-tenth - 1])
    return bounds


def study(rng: random.Random, ages: list[str], count: int) -> dict[str, list[int]]:
    """Values of healthy people, in micrograms."""
    values = {}
    for number, age in enumerate(ages):
        values[age] = [max(1, int(rng.gauss(300 + 20 * number, 60))) for _ in range(count)]
    return values


def main() -> None:
    rng = random.Random(1901)
    ages = ["20-39", "40-59", "60-79", "80+"]
    healthy = study(rng, ages, 4_000)
    patients = [(rng.choice(ages), int(rng.gauss(390, 90))) for _ in range(5_000)]
    for line in compare_groups(healthy, patients):
        print(line)
    print(reference(healthy))


if __name__ == "__main__":
    main()
