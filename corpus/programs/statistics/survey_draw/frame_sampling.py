# SPDX-License-Identifier: Apache-2.0
"""Drawing households for a survey from a sampling frame."""
from __future__ import annotations

import random
from dataclasses import dataclass


@dataclass(frozen=True)
class Household:
    ident: int
    district: str
    persons: int
    income: float


def by_district(frame: list[Household]) -> dict[str, list[Household]]:
    districts: list[str] = []
    for h in frame:
        if h.district not in districts:
            districts.append(h.district)
    return {d: [h for h in frame if h.district == d] for d in sorted(districts)}


def pick_weighted(candidates: list[Household], rng: random.Random) -> Household:
    """One household, with probability proportional to its number of persons."""
    total = sum(h.persons for h in candidates)
    target = rng.random() * total
    running = 0
    for h in candidates:
        running += h.persons
        if running > target:
            return h
    return candidates[-1]


def draw_with_replacement(candidates: list[Household], n: int, rng: random.Random) -> list[Household]:
    return [pick_weighted(candidates, rng) for _ in range(n)]


def draw_without_replacement(candidates: list[Household], n: int, rng: random.Random) -> list[Household]:
    """Successive weighted draws, each from what is left."""
    if n > len(candidates):
        raise ValueError("sample larger than the frame")
    left = list(candidates)
    drawn = []
    while len(drawn) < n:
        h = pick_weighted(left, rng)
        left.remove(h)
        drawn.append(h)
    return drawn


def systematic(candidates: list[Household], n: int, start: float) -> list[Household]:
    """Every k-th person's household; `start` in 0..1 places the first hit."""
    total = sum(h.persons for h in candidates)
    step = total / n
    chosen = []
    for k in range(n):
        target = (k + start) * step
        for i in range(len(candidates)):
            if sum(h.persons for h in candidates[:i + 1]) > target:
                chosen.append(candidates[i])
                break
    return chosen


def allocate(strata: dict[str, list[Household]], n: int) -> dict[str, int]:
    """Proportional allocation by largest remainder; ties go to the earlier name."""
    size = sum(len(group) for group in strata.values())
    exact = {d: n * len(group) / size for d, group in strata.items()}
    quota = {d: int(x) for d, x in exact.items()}
    while sum(quota.values()) < n:
        d = max(sorted(exact), key=lambda name: exact[name] - quota[name])
        quota[d] += 1
    return quota


def reservoir(stream, k: int, rng: random.Random) -> list:
    kept: list = []
    for seen, item in enumerate(stream):
        if seen < k:
            kept.append(item)
        else:
            slot = rng.randrange(seen + 1)
            if slot < k:
                kept[slot] = item
    return kept


def expansion_estimate(drawn: list[Household], total_persons: int) -> float:
    """Hansen-Hurwitz estimate of total income from a draw with replacement."""
    return sum(h.income * total_persons / h.persons for h in drawn) / len(drawn)


def overlap(a: list[Household], b: list[Household]) -> list[int]:
    """Identifiers in both samples, in the order of `a`, without repeats."""
    shared = []
    for h in a:
        if h.ident in [other.ident for other in b] and h.ident not in shared:
            shared.append(h.ident)
    return shared
