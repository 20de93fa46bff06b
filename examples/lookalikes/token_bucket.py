# SPDX-License-Identifier: Apache-2.0
"""Spread requests over time so that a partner's rate limit is respected.

Looks like: a loop-invariant call - next_slot(lane) gets the same argument in each
round - that could be computed once before the loop.
Why it must stay: each call hands out a slot and remembers it, one call deeper, in
the module's bookings. Called once, all requests would share one slot.
"""

booked = {}


class Lane:
    """Settings of one partner; does not change."""

    def __init__(self, name, slots_per_minute):
        self.name = name
        self.slots_per_minute = slots_per_minute


def reserve(name, gap):
    """Book the first free slot in steps of `gap` seconds."""
    taken = booked.setdefault(name, set())
    second = 0
    while second in taken:
        second += gap
    taken.add(second)
    return second


def next_slot(lane):
    """The second at which the next request of a lane may start."""
    return reserve(lane.name, 60 // lane.slots_per_minute)


def plan(lane, requests):
    """Pairs of (second, request)."""
    planned = []
    for request in requests:
        second = next_slot(lane)
        planned.append((second, request))
    return planned


def main():
    lanes = [Lane("north", 6), Lane("south", 10), Lane("west", 3)]
    for hour in range(20):
        for lane in lanes:
            planned = plan(lane, ["job-%d" % n for n in range(160)])
        print(hour, planned[0], planned[-1], [(name, len(taken)) for name, taken in booked.items()])


if __name__ == "__main__":
    main()
