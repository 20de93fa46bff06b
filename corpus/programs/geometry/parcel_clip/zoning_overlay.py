# SPDX-License-Identifier: Apache-2.0
"""Overlay of land parcels on planning zones.

A zone is a convex ring in counter-clockwise order; a parcel may have any
simple ring. The overlay gives one row for each piece of a parcel in a zone.
"""
from __future__ import annotations

from dataclasses import dataclass
from typing import Iterator

Point = tuple[float, float]


@dataclass
class Ring:
    points: list[Point]

    def edges(self) -> Iterator[tuple[Point, Point]]:
        for i in range(len(self.points)):
            yield self.points[i], self.points[(i + 1) % len(self.points)]

    def signed_area(self) -> float:
        return sum(a[0] * b[1] - b[0] * a[1] for a, b in self.edges()) / 2.0

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        return (
            min(p[0] for p in self.points),
            min(p[1] for p in self.points),
            max(p[0] for p in self.points),
            max(p[1] for p in self.points),
        )


@dataclass
class Parcel:
    ref: str
    use: str
    ring: Ring


@dataclass
class Zone:
    code: str
    ring: Ring


@dataclass
class Piece:
    parcel: str
    zone: str
    area: float


def boxes_meet(first: Ring, second: Ring) -> bool:
    ax0, ay0, ax1, ay1 = first.bounds
    bx0, by0, bx1, by1 = second.bounds
    return ax0 < bx1 and bx0 < ax1 and ay0 < by1 and by0 < ay1


def side(a: Point, b: Point, p: Point) -> float:
    return (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0])


def crossing(a: Point, b: Point, p: Point, q: Point) -> Point:
    sp, sq = side(a, b, p), side(a, b, q)
    t = sp / (sp - sq)
    return (p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1]))


def clip(subject: Ring, zone: Ring) -> Ring:
    """Sutherland-Hodgman: the part of the subject inside the convex zone."""
    output = list(subject.points)
    for a, b in zone.edges():
        source, output = output, []
        for i in range(len(source)):
            p, q = source[i - 1], source[i]
            if side(a, b, q) >= 0:
                if side(a, b, p) < 0:
                    output.append(crossing(a, b, p, q))
                output.append(q)
            elif side(a, b, p) >= 0:
                output.append(crossing(a, b, p, q))
    return Ring(output)


def overlay(parcels: list[Parcel], zones: list[Zone]) -> list[Piece]:
    pieces: list[Piece] = []
    for parcel in parcels:
        for zone in zones:
            if not boxes_meet(parcel.ring, zone.ring):
                continue
            area = abs(clip(parcel.ring, zone.ring).signed_area())
            if area > 1e-9:
                pieces.append(Piece(parcel.ref, zone.code, area))
    return pieces


def parcel_by_ref(parcels: list[Parcel], ref: str) -> Parcel:
    for parcel in parcels:
        if parcel.ref == ref:
            return parcel
    raise LookupError(f"no parcel {ref}")


def main_zone(ref: str, pieces: list[Piece]) -> str | None:
    """Zone with the largest piece of the parcel; the first one when two are equal."""
    mine = [p for p in pieces if p.parcel == ref]
    if not mine:
        return None
    return sorted(mine, key=lambda p: p.area, reverse=True)[0].zone


def use_table(parcels: list[Parcel], pieces: list[Piece]) -> dict[tuple[str, str], float]:
    """Area by zone and use."""
    table: dict[tuple[str, str], float] = {}
    for piece in pieces:
        use = parcel_by_ref(parcels, piece.parcel).use
        table[(piece.zone, use)] = table.get((piece.zone, use), 0.0) + piece.area
    return table
