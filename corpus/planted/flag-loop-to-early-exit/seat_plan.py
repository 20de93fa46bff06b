# SPDX-License-Identifier: Apache-2.0
# planted: flag-loop-to-early-exit in is_taken
"""Seat groups of visitors on the long benches of an open-air theatre.

For each bench the bookings are kept as first seat and last seat. A request names a
bench and a number of seats; it gets the first seats side by side that are free.
"""

import random
from typing import Dict, List, Optional, Tuple


def is_taken(spans: Dict[int, int], seat: int) -> bool:
    """Whether a booking covers the seat."""
    taken = False
    for first, last in spans.items():
        if first <= seat and seat <= last:
            taken = True
    return taken


def find_span(spans: Dict[int, int], width: int, count: int) -> Optional[Tuple[int, int]]:
    """The first free seats side by side."""
    run = 0
    for seat in range(width):
        run = 0 if is_taken(spans, seat) else run + 1
        if run == count:
            return seat - count + 1, seat
    return None


def fill(benches: List[Dict[int, int]], width: int, requests: List[Tuple[int, int]]) -> int:
    """Book all requests that find room; returns how many do not."""
    refused = 0
    for bench, count in requests:
        span = find_span(benches[bench], width, count)
        if span is None:
            refused += 1
        else:
            first, last = span
            benches[bench][first] = last
    return refused


def picture(spans: Dict[int, int], width: int) -> str:
    """One bench as text."""
    return "".join("x" if is_taken(spans, seat) else "." for seat in range(width))


def main() -> None:
    rng = random.Random(6)
    width = 260
    benches: List[Dict[int, int]] = [{} for _ in range(5)]
    for day in range(6):
        requests = [(rng.randrange(5), rng.randrange(1, 5)) for _ in range(130)]
        refused = fill(benches, width, requests)
        print(day, refused, picture(benches[day % 5], width)[-70:])


if __name__ == "__main__":
    main()
