# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from dataclasses import dataclass, field

from edge_directives import grace, lifetime, storable, vary_values


@dataclass
class Response:
    status: int
    headers: dict[str, str]
    body: str


@dataclass
class Entry:
    url: str
    variant: tuple
    response: Response
    stored_at: int
    last_used: int


@dataclass
class Stats:
    hits: int = 0
    stale: int = 0
    misses: int = 0
    evictions: int = 0


@dataclass
class EdgeCache:
    capacity: int
    entries: list[Entry] = field(default_factory=list)
    stats: Stats = field(default_factory=Stats)
    ticks: int = 0

    def used(self) -> int:
        return sum(len(e.response.body) for e in self.entries)

    def lookup(self, url: str, request_headers: dict[str, str]) -> Entry | None:
        for entry in self.entries:
            if entry.url == url:
                vary = entry.response.headers.get("vary", "")
                if vary_values(vary, request_headers) == entry.variant:
                    return entry
        return None

    def fetch(self, url, request_headers, now, origin) -> tuple[str, str]:
        """Return (outcome, body); outcome is hit, stale or miss."""
        self.ticks += 1
        entry = self.lookup(url, request_headers)
        if entry is not None:
            age = now - entry.stored_at
            if age < lifetime(entry.response.headers):
                entry.last_used = self.ticks
                self.stats.hits += 1
                return "hit", entry.response.body
            if age < lifetime(entry.response.headers) + grace(entry.response.headers):
                entry.last_used = self.ticks
                body = entry.response.body
                self.store(url, request_headers, origin(url, request_headers), now)
                self.stats.stale += 1
                return "stale", body
        self.stats.misses += 1
        response = origin(url, request_headers)
        self.store(url, request_headers, response, now)
        return "miss", response.body

    def store(self, url, request_headers, response, now) -> bool:
        old = self.lookup(url, request_headers)
        if old is not None:
            self.entries.remove(old)
        if not storable(response.status, response.headers) or len(response.body) > self.capacity:
            return False
        while self.used() + len(response.body) > self.capacity:
            victim = min(self.entries, key=lambda e: e.last_used)
            self.entries.remove(victim)
            self.stats.evictions += 1
        variant = vary_values(response.headers.get("vary", ""), request_headers)
        self.entries.append(Entry(url, variant, response, now, self.ticks))
        return True

    def invalidate(self, prefix: str) -> int:
        """Drop every entry below a URL prefix, as after a deploy."""
        kept = [e for e in self.entries if not e.url.startswith(prefix)]
        dropped = len(self.entries) - len(kept)
        self.entries = kept
        return dropped
