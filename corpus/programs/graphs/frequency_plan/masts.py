# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Mast:
    code: str
    x: float
    y: float
    radius: float
    blocked: tuple[int, ...] = ()


def interferes(a: Mast, b: Mast) -> bool:
    dx, dy = a.x - b.x, a.y - b.y
    return (dx ** 2 + dy ** 2) ** 0.5 < a.radius + b.radius


def neighbours(masts: list[Mast], mast: Mast) -> list[Mast]:
    return [m for m in masts if m != mast and interferes(m, mast)]


def pairs(masts: list[Mast]) -> list[tuple[str, str]]:
    found = []
    for i in range(len(masts)):
        for j in range(i + 1, len(masts)):
            if interferes(masts[i], masts[j]):
                found.append((masts[i].code, masts[j].code))
    return found
