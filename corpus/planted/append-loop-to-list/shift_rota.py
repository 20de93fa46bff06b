# SPDX-License-Identifier: Apache-2.0
# planted: append-loop-to-list in snapshot
"""Try out swaps in the rota of a fire station.

Two people swap their shifts if that brings the nights of each closer to the mean. The
rota is only changed when a swap helps.
"""

import random
from typing import List


def snapshot(rota: List[int]) -> List[int]:
    """The rota as it is now."""
    kept = []
    for person in rota:
        kept.append(person)
    return kept


def cost(rota: List[int], a: int, b: int) -> int:
    """How much the neighbours of two shifts suffer: nobody wants two in a row."""
    pain = 0
    for at in (a, b):
        if at > 0 and rota[at - 1] == rota[at]:
            pain += 3
        if at + 1 < len(rota) and rota[at + 1] == rota[at]:
            pain += 3
    return pain


def try_swap(rota: List[int], a: int, b: int) -> List[int]:
    """The better of two rotas: with and without a swap."""
    trial = snapshot(rota)
    trial[a], trial[b] = trial[b], trial[a]
    return trial if cost(trial, a, b) < cost(rota, a, b) else rota


def improve(rng: random.Random, rota: List[int], tries: int) -> List[int]:
    """Many swaps; the rota that was given stays as it is."""
    best = snapshot(rota)
    for _ in range(tries):
        best = try_swap(best, rng.randrange(len(rota)), rng.randrange(len(rota)))
    return best


def doubles(rota: List[int]) -> int:
    """Shifts after which the same person stays."""
    return sum(1 for a, b in zip(rota, rota[1:]) if a == b)


def main() -> None:
    rng = random.Random(112)
    for station in ("harbour", "old town", "airfield"):
        rota = [rng.randrange(9) for _ in range(1_800)]
        better = improve(rng, rota, 6_000)
        print(station, doubles(rota), doubles(better), better[:10])


if __name__ == "__main__":
    main()
