# SPDX-License-Identifier: Apache-2.0
# stays: sort-in-loop: jobs of equal size must stay in the order they came, a heap is not stable
"""Print the smallest job first; jobs with as many pages print in the order they were sent."""

import random


class Job:
    """Pages of somebody; only the number of pages is compared."""

    def __init__(self, owner, pages):
        self.owner = owner
        self.pages = pages

    def __lt__(self, other):
        return self.pages < other.pages


def print_all(jobs, late):
    """Owners in the order in which their jobs come out."""
    queue = list(jobs)
    out = []
    while queue:
        queue.sort()
        job = queue.pop(0)
        out.append(job.owner)
        if late:
            queue.append(late.pop())
    return out


def main():
    for floor in range(5):
        rng = random.Random(floor)
        jobs = [Job("u%03d" % number, rng.randrange(1, 20)) for number in range(500)]
        out = print_all(jobs[:350], jobs[350:])
        print(floor, out[:6], out[-3:], sum(place * int(owner[1:]) for place, owner in enumerate(out)))


if __name__ == "__main__":
    main()
