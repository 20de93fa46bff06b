# SPDX-License-Identifier: Apache-2.0
"""Forwarding table with longest prefix match (IPv4)."""
from __future__ import annotations

import re
from dataclasses import dataclass


class BadPrefix(ValueError):
    pass


def parse_address(text: str) -> int:
    if not re.match(r"^\d{1,3}(\.\d{1,3}){3}$", text):
        raise BadPrefix(text)
    value = 0
    for part in text.split("."):
        if int(part) > 255:
            raise BadPrefix(text)
        value = value * 256 + int(part)
    return value


def format_address(value: int) -> str:
    parts = []
    for _ in range(4):
        parts.insert(0, str(value % 256))
        value //= 256
    return ".".join(parts)


def mask_of(length: int) -> int:
    mask = 0
    for bit in range(length):
        mask |= 1 << (31 - bit)
    return mask


@dataclass
class Route:
    prefix: str
    next_hop: str
    metric: int = 1

    @property
    def network(self) -> int:
        return parse_address(self.prefix.split("/")[0])

    @property
    def length(self) -> int:
        return int(self.prefix.split("/")[1])

    def covers(self, address: int) -> bool:
        return address & mask_of(self.length) == self.network


class ForwardingTable:
    def __init__(self) -> None:
        self.routes: list[Route] = []
        self.hits: dict[str, int] = {}

    def add(self, prefix: str, next_hop: str, metric: int = 1) -> None:
        route = Route(prefix, next_hop, metric)
        if route.network & ~mask_of(route.length):
            raise BadPrefix(prefix + " has host bits")
        self.routes.append(route)

    def withdraw(self, prefix: str, next_hop: str) -> bool:
        for route in list(self.routes):
            if route.prefix == prefix and route.next_hop == next_hop:
                self.routes.remove(route)
                return True
        return False

    def lookup(self, text: str) -> Route | None:
        """Longest prefix, then smallest metric, then the route added first."""
        address = parse_address(text)
        matching = [route for route in self.routes if route.covers(address)]
        if not matching:
            return None
        matching.sort(key=lambda route: (-route.length, route.metric))
        return matching[0]

    def forward(self, packets: list[tuple[str, int]]) -> dict[str, int]:
        """Bytes per next hop; unroutable packets count for "drop"."""
        volume: dict[str, int] = {}
        for destination, size in packets:
            route = self.lookup(destination)
            hop = route.next_hop if route is not None else "drop"
            if hop not in volume.keys():
                volume[hop] = 0
            volume[hop] = volume[hop] + size
            if route is not None:
                self.hits[route.prefix] = self.hits.get(route.prefix, 0) + 1
        return volume

    def idle_routes(self) -> list[str]:
        return [route.prefix for route in self.routes if route.prefix not in list(self.hits.keys())]


def aggregate(prefixes: list[str]) -> list[str]:
    """Merge sibling networks as long as there are any; result in address order."""
    nets = sorted({(parse_address(p.split("/")[0]), int(p.split("/")[1])) for p in prefixes})
    merged = True
    while merged:
        merged = False
        for network, length in nets:
            sibling = network ^ (1 << (32 - length)) if length > 0 else None
            if sibling is not None and network < sibling and (sibling, length) in nets:
                nets.remove((network, length))
                nets.remove((sibling, length))
                if (network, length - 1) not in nets:
                    nets.append((network, length - 1))
                nets.sort()
                merged = True
                break
    return ["%s/%d" % (format_address(n), k) for n, k in nets]
