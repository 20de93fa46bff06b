# SPDX-License-Identifier: Apache-2.0
# planted: sum-lists-to-chain in plan_tours
"""Plan guided tours through a museum so that every object is shown."""

import random


def plan_tours(rooms, minutes, per_object):
    """Tours as lists of object numbers, objects that are not shown, and the notice.

    Rooms are (name, open, objects), objects are (number, minutes extra). Closed rooms are
    left out; a tour ends when the next object would take too long.
    """
    closed = [name for name, is_open, _ in rooms if not is_open]
    hidden = []
    for name, is_open, objects in rooms:
        if not is_open:
            for number, _ in objects:
                hidden.append(number)
    shown = sum([objects for _, is_open, objects in rooms if is_open], start=[])
    tours = []
    tour = []
    left = minutes
    for number, extra in shown:
        need = per_object + extra
        if need > left and tour:
            tours.append(tour)
            tour = []
            left = minutes
        tour.append(number)
        left -= need
    if tour:
        tours.append(tour)
    longest = max(tours, key=len)
    sizes = sum(len(one) for one in tours)
    notice = ["%d tours" % len(tours), "%d objects" % sizes, "%d rooms closed" % len(closed)]
    notice.append("longest from %d" % longest[0])
    return tours, hidden, notice


def sample_rooms(seed, count):
    """Made-up rooms and objects."""
    rng = random.Random(seed)
    rooms = []
    number = 0
    for room in range(count):
        objects = []
        for _ in range(rng.randrange(1, 9)):
            objects.append((number, rng.randrange(4)))
            number += 1
        rooms.append(("room-%d" % room, rng.random() < 0.93, objects))
    return rooms


def main():
    for wing in range(4):
        tours, hidden, notice = plan_tours(sample_rooms(wing, 7_200), 90, 3)
        print(wing, notice, len(hidden), tours[0][-1], tours[-1])


if __name__ == "__main__":
    main()
