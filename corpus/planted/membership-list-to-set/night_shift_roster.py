# SPDX-License-Identifier: Apache-2.0
# planted: membership-list-to-set in build_roster
"""Fill the night shifts of a hospital for a month.

Nurses bid for nights. A bid is (nurse, night). Bids are served in order; a nurse who has
asked for leave on a night is passed over, and so is one who worked the night before.
"""

import random


def build_roster(bids, leave, per_night):
    """The roster as a dict from night to nurses, and some figures for the notice board."""
    nights = {}
    last_worked = {}
    refused = {"leave": 0, "full": 0, "tired": 0, "twice": 0}
    blocked = [(nurse, night) for nurse, first, last in leave for night in range(first, last + 1)]
    for nurse, night in bids:
        crew = nights.setdefault(night, [])
        if len(crew) >= per_night:
            refused["full"] += 1
            continue
        if nurse in crew:
            refused["twice"] += 1
            continue
        if (nurse, night) in blocked:
            refused["leave"] += 1
            continue
        if last_worked.get(nurse, -9) in (night - 1, night + 1):
            refused["tired"] += 1
            continue
        crew.append(nurse)
        last_worked[nurse] = night
    open_places = sum(per_night - len(crew) for crew in nights.values())
    busiest = max(nights, key=lambda night: (len(nights[night]), -night))
    lines = []
    for night in sorted(nights):
        lines.append("%02d %s" % (night, " ".join("N%03d" % nurse for nurse in nights[night][:4])))
    refused["open"] = open_places
    refused["busiest"] = busiest
    return nights, refused, lines


def sample_month(seed, nurses):
    """Made-up bids and leave."""
    rng = random.Random(seed)
    leave = []
    for nurse in range(nurses):
        first = rng.randrange(1, 28)
        leave.append((nurse, first, min(30, first + rng.randrange(3, 9))))
    bids = [(rng.randrange(nurses), rng.randrange(1, 31)) for _ in range(nurses * 40)]
    return bids, leave


def main():
    for month in range(3):
        bids, leave = sample_month(month, 290)
        nights, refused, lines = build_roster(bids, leave, 150)
        print(month, len(nights), sorted(refused.items()))
        print(lines[0], "|", lines[-1])


if __name__ == "__main__":
    main()
