# SPDX-License-Identifier: Apache-2.0
# planted: memoise-pure-recursion in rolls
"""Chances in a board game: how often do dice add up to enough to win a battle?"""


def rolls(dice, sides, total):
    """Number of rolls of `dice` dice that add up to exactly `total`."""
    if dice == 0:
        return 1 if total == 0 else 0
    if total < dice or total > dice * sides:
        return 0
    count = 0
    for face in range(1, sides + 1):
        count += rolls(dice - 1, sides, total - face)
    return count


def at_least(dice, sides, total):
    """Number of rolls that add up to `total` or more."""
    return sum(rolls(dice, sides, amount) for amount in range(total, dice * sides + 1))


class Army:
    """Some soldiers; each throws one die."""

    def __init__(self, name, soldiers, sides):
        self.name = name
        self.soldiers = soldiers
        self.sides = sides

    def chance(self, total):
        """Chance to reach a total, in per mille."""
        return 1_000 * at_least(self.soldiers, self.sides, total) // self.sides ** self.soldiers

    def usual(self):
        """The total that comes up most; the smallest of them."""
        best, most = 0, -1
        for total in range(self.soldiers, self.soldiers * self.sides + 1):
            count = rolls(self.soldiers, self.sides, total)
            if count > most:
                best, most = total, count
        return best


def main():
    for army in (Army("guard", 6, 6), Army("scouts", 8, 4), Army("giants", 4, 12), Army("mob", 9, 3),
                 Army("riders", 7, 5)):
        print(army.name, army.usual(), [army.chance(total) for total in (12, 18, 24, 30)])


if __name__ == "__main__":
    main()
