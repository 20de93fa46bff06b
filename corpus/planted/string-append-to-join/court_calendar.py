# SPDX-License-Identifier: Apache-2.0
# planted: string-append-to-join in calendar_page
"""The calendar of a court as a page for the notice board."""

import random


def calendar_page(hearings, rooms, today):
    """The page, the load of the rooms and hearings without a room."""
    load = {room: 0 for room in rooms}
    homeless = []
    placed = []
    for number, day, minutes, title in hearings:
        if day < today:
            continue
        room = min(load, key=lambda name: (load[name], name))
        if load[room] + minutes > 60_000:
            homeless.append(number)
            continue
        load[room] += minutes
        placed.append((day, room, number, minutes, title))
    placed.sort()
    page = "COURT CALENDAR\n"
    last_day = -1
    for day, room, number, minutes, title in placed:
        if day != last_day:
            page = page + "\nDay " + str(day) + "\n" + "-" * 8 + "\n"
            last_day = day
        page = page + f"{room:>4} " + f"{number:06d} " + f"{minutes:>4} " + str(title) + "\n"
        if minutes > 200:
            page = page + " " * 12 + "(long)\n"
    busiest = max(load, key=lambda name: (load[name], name))
    footer = "Busiest room: " + busiest
    footer += ", " + str(len(homeless)) + " without a room"
    return page + footer, load, homeless


def sample_hearings(seed, count):
    """Made-up hearings."""
    rng = random.Random(seed)
    people = ["Adler", "Brandt", "Cramer", "Decker", "Ebert", "Fuchs"]
    return [(number, rng.randrange(90), rng.randrange(10, 240),
             rng.choice(people) + " ./. " + rng.choice(people)) for number in range(count)]


def main():
    for quarter in range(3):
        hearings = sample_hearings(quarter, 4_200)
        page, load, homeless = calendar_page(hearings, ["R%02d" % room for room in range(9)], 5)
        print(quarter, len(page), page.count("Day"), len(homeless), max(load.values()), page[-44:])


if __name__ == "__main__":
    main()
