# SPDX-License-Identifier: Apache-2.0
# planted: any-list-to-generator in plan_week
"""Plan the week of a canal: which boats fit through all locks, and when to pump."""

import random


class Boat:
    """A boat and its size in centimetres."""

    def __init__(self, name, beam, draught):
        self.name = name
        self.beam = beam
        self.draught = draught


def plan_week(boats, marks, widths):
    """Counts for the lock keepers; marks are the depths that were read on the way."""
    # boats by size
    wide = []
    for boat in boats:
        if boat.beam > 400:
            wide.append(boat)

    # which boats touch the ground somewhere
    stuck = []
    for boat in boats:
        draught = boat.draught
        if any([depth < draught for depth in marks]):
            stuck.append(boat.name)

    # locks that are closed for all wide boats
    closed = 0
    for width in widths:
        if wide and width < min(boat.beam for boat in wide):
            closed += 1

    # pump when the mean depth falls
    mean = sum(marks) // len(marks)
    pump = mean < 185
    return {"wide": len(wide), "stuck": len(stuck), "first": stuck[:2], "closed": closed,
            "pump": pump}


def fleet(rng, count):
    """Boats of the week."""
    return [Boat("boat %d" % number, rng.randrange(200, 520), rng.randrange(60, 170))
            for number in range(count)]


def main():
    rng = random.Random(1820)
    widths = [rng.randrange(380, 560) for _ in range(40)]
    for week in range(8):
        marks = [rng.randrange(95 - week, 280) for _ in range(2_500)]
        print(week, plan_week(fleet(rng, 700), marks, widths))


if __name__ == "__main__":
    main()
