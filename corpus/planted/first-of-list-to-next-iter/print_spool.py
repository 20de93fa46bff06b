# SPDX-License-Identifier: Apache-2.0
# planted: first-of-list-to-next-iter in next_job
"""The spool of a copy shop: jobs wait in the order in which they were sent.

A job that jams is sent to the end of the spool. Customers may take back a job by its
number at any time.
"""

import random
from typing import Dict, List, Optional, Tuple


def next_job(spool: Dict[int, int]) -> Optional[int]:
    """Number of the job that is printed next."""
    if not spool:
        return None
    return list(spool)[0]


def print_one(spool: Dict[int, int], jams: int) -> Tuple[int, bool]:
    """Print a job or let it jam: (pages that came out, whether it jammed)."""
    job = next_job(spool)
    if job is None:
        return 0, False
    pages = spool.pop(job)
    if pages % 17 < jams:
        spool[job] = pages - 1
        return 1, True
    return pages, False


def waiting_pages(spool: Dict[int, int]) -> int:
    """Pages that wait."""
    return sum(spool.values())


def display(spool: Dict[int, int]) -> str:
    """What the screen in the shop shows."""
    job = next_job(spool)
    return "nothing waits" if job is None else "now printing %d" % job


def longest(spool: Dict[int, int]) -> List[int]:
    """The three longest jobs."""
    return sorted(spool, key=lambda job: -spool[job])[:3]


def main() -> None:
    rng = random.Random(68)
    spool = {1_000 + number: rng.randrange(1, 90) for number in range(14_500)}
    pages = jams = 0
    for step in range(8_000):
        came_out, jammed = print_one(spool, 2)
        pages += came_out
        jams += jammed
        if step % 3 == 0:
            spool.pop(rng.randrange(1_000, 15_500), None)
        if step % 1_600 == 0:
            print(step, display(spool), waiting_pages(spool), longest(spool))
    print(pages, jams, len(spool))


if __name__ == "__main__":
    main()
