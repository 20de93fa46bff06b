# SPDX-License-Identifier: Apache-2.0
# stays: membership-list-to-set: the door removes badges from the list while it is asked
"""Badges of visitors open a door once; a later swipe of the same badge is refused."""

import random


class Door:
    """A door with the badges that may still pass."""

    def __init__(self, badges):
        self.badges = badges
        self.refused = 0

    def use(self, badge):
        """The badge has been used up."""
        self.badges.remove(badge)

    def admit(self, swipes):
        """Badges that got in, in order."""
        valid = self.badges
        inside = []
        for badge in swipes:
            if badge in valid:
                inside.append(badge)
                self.use(badge)
            else:
                self.refused += 1
        return inside


def main():
    rng = random.Random(4)
    for day in range(12):
        badges = ["V%04d" % rng.randrange(2_000) for _ in range(1_200)]
        swipes = [rng.choice(badges) for _ in range(2_000)]
        door = Door(badges)
        inside = door.admit(swipes)
        print(day, len(inside), door.refused, len(door.badges), inside[:2])


if __name__ == "__main__":
    main()
