# SPDX-License-Identifier: Apache-2.0
"""Orders service deployments into waves by their dependencies."""
from __future__ import annotations

import typing as t


class Service(t.NamedTuple):
    name: str
    needs: tuple[str, ...]
    hosts: int
    minutes: int
    region: str = "eu"


class PlanError(RuntimeError):
    pass


def validate(services: list[Service]) -> None:
    names = [s.name for s in services]
    for service in services:
        if names.count(service.name) > 1:
            raise PlanError(f"{service.name} is defined twice")
        for need in service.needs:
            if need not in names:
                raise PlanError(f"{service.name} needs unknown {need}")


def waves(services: list[Service]) -> list[list[str]]:
    """Each wave holds the services whose needs were met by earlier waves, sorted by name."""
    validate(services)
    done: list[str] = []
    plan: list[list[str]] = []
    remaining = list(services)
    while remaining:
        ready = [s for s in remaining if all(need in done for need in s.needs)]
        if not ready:
            raise PlanError("cycle among " + ", ".join(sorted(s.name for s in remaining)))
        plan.append(sorted(s.name for s in ready))
        for service in ready:
            done.append(service.name)
            remaining.remove(service)
    return plan


def dependants(services: list[Service], name: str) -> set[str]:
    """All services that break, directly or not, when `name` goes away."""
    affected: set[str] = set()
    for service in services:
        if name in service.needs:
            affected.add(service.name)
            affected |= dependants(services, service.name)
    return affected


def by_name(services: list[Service], name: str) -> Service:
    return [s for s in services if s.name == name][0]


def finish_time(services: list[Service], name: str) -> int:
    """Earliest end in minutes when everything starts as soon as its needs are deployed."""
    service = by_name(services, name)
    starts = [finish_time(services, need) for need in service.needs]
    return max(starts, default=0) + service.minutes


def critical_path(services: list[Service]) -> list[str]:
    """Chain of services that determines the duration of the rollout."""
    last = max(services, key=lambda s: finish_time(services, s.name))
    path = [last.name]
    while last.needs:
        last = by_name(services, max(last.needs, key=lambda need: finish_time(services, need)))
        path.insert(0, last.name)
    return path


def batches(services: list[Service], wave: list[str], host_limit: int) -> list[list[str]]:
    """Splits a wave so that no batch restarts more hosts than allowed; big services go alone."""
    groups: list[list[str]] = []
    group: list[str] = []
    for name in wave:
        in_use = sum(by_name(services, member).hosts for member in group)
        if group and in_use + by_name(services, name).hosts > host_limit:
            groups.append(group)
            group = []
        group.append(name)
    if group:
        groups.append(group)
    return groups


def blast_radius(services: list[Service]) -> list[tuple[str, int]]:
    ranked = [(s.name, sum(by_name(services, d).hosts for d in dependants(services, s.name))) for s in services]
    return sorted(ranked, key=lambda pair: (-pair[1], pair[0]))


def render(services: list[Service], host_limit: int) -> str:
    lines: list[str] = []
    for number, wave in enumerate(waves(services), 1):
        for letter, group in zip("abcdefghijklmnopqrstuvwxyz", batches(services, wave, host_limit)):
            regions = sorted(set(by_name(services, name).region for name in group))
            lines.append(f"{number}{letter} [{'/'.join(regions)}] " + " ".join(group))
    return "\n".join(lines)
