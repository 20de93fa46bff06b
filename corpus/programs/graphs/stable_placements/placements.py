# SPDX-License-Identifier: Apache-2.0
"""Residents and hospitals: the resident-optimal stable placement."""
from __future__ import annotations

from typing import Dict, List, NamedTuple, Optional, Sequence

Ranking = Dict[str, List[str]]


class Hospital(NamedTuple):
    name: str
    seats: int
    ranking: List[str]


class InvalidInput(ValueError):
    pass


def check_input(wishes: Ranking, hospitals: Sequence[Hospital]) -> None:
    names = [h.name for h in hospitals]
    for name in names:
        if names.count(name) > 1:
            raise InvalidInput(f"hospital {name} is listed twice")
    for resident, wanted in wishes.items():
        for name in wanted:
            if name not in names:
                raise InvalidInput(f"{resident} wants unknown hospital {name}")
        if len(set(wanted)) < len(wanted):
            raise InvalidInput(f"{resident} names a hospital twice")


def hospital_named(hospitals: Sequence[Hospital], name: str) -> Hospital:
    return [h for h in hospitals if h.name == name][0]


def prefers(hospital: Hospital, a: str, b: str) -> bool:
    """Does the hospital rank resident a before b?  Both must be on its list."""
    return hospital.ranking.index(a) < hospital.ranking.index(b)


def worst(hospital: Hospital, residents: List[str]) -> str:
    return max(residents, key=lambda r: hospital.ranking.index(r))


def place(wishes: Ranking, hospitals: Sequence[Hospital]) -> Dict[str, List[str]]:
    """Deferred acceptance; a hospital's residents come out in its own order."""
    check_input(wishes, hospitals)
    taken: Dict[str, List[str]] = {h.name: [] for h in hospitals}
    left = {resident: list(wanted) for resident, wanted in wishes.items()}
    free = list(wishes)
    while free:
        resident = free.pop(0)
        if not left[resident]:
            continue
        name = left[resident].pop(0)
        hospital = hospital_named(hospitals, name)
        if resident not in hospital.ranking or hospital.seats == 0:
            free.append(resident)
            continue
        taken[name].append(resident)
        if len(taken[name]) > hospital.seats:
            loser = worst(hospital, taken[name])
            taken[name].remove(loser)
            free.append(loser)
    for hospital in hospitals:
        taken[hospital.name].sort(key=lambda r: hospital.ranking.index(r))
    return taken


def placed_at(taken: Dict[str, List[str]], resident: str) -> Optional[str]:
    for name in taken:
        if resident in taken[name]:
            return name
    return None


def blocking_pairs(wishes: Ranking, hospitals: Sequence[Hospital], taken: Dict[str, List[str]]):
    """(resident, hospital) pairs that would both rather have each other."""
    pairs = []
    for resident, wanted in wishes.items():
        for name in wanted:
            if placed_at(taken, resident) == name:
                break
            hospital = hospital_named(hospitals, name)
            if resident not in hospital.ranking or hospital.seats == 0:
                continue
            if len(taken[name]) < hospital.seats:
                pairs.append((resident, name))
            elif prefers(hospital, resident, worst(hospital, taken[name])):
                pairs.append((resident, name))
    return pairs


def satisfaction(wishes: Ranking, taken: Dict[str, List[str]]) -> List[int]:
    """How many residents got their first, second, ... wish; the last number is the unplaced."""
    most = max((len(w) for w in wishes.values()), default=0)
    counts = [0] * (most + 1)
    for resident, wanted in wishes.items():
        name = placed_at(taken, resident)
        counts[wanted.index(name) if name is not None else most] += 1
    return counts
