# SPDX-License-Identifier: Apache-2.0
# planted: pop-front-to-deque in Town.outbreak
"""How an infection walks through a town: who meets whom, and who gets it when."""

import random


class Town:
    """People with a number and those whom they meet."""

    def __init__(self, people):
        self.meets = {number: [] for number in range(people)}
        self.immune = set()

    def contact(self, one, other):
        """Two people meet regularly."""
        self.meets[one].append(other)
        self.meets[other].append(one)

    def outbreak(self, first, longest):
        """The day on which each person falls ill; the chain ends after `longest` days."""
        ill = {number: 0 for number in first}
        infectious = [number for number in first]
        while len(infectious) > 0:
            number = infectious.pop(0)
            day = ill[number] + 1
            if day > longest:
                continue
            for other in self.meets[number]:
                if other in self.immune or other in ill:
                    continue
                ill[other] = day
                infectious.append(other)
        return ill

    def vaccinate(self, share):
        """Every so many people are made immune."""
        self.immune = set(range(0, len(self.meets), share))


def curve(ill):
    """New cases of each day."""
    days = [0] * (max(ill.values()) + 1)
    for day in ill.values():
        days[day] += 1
    return days


def sample_town(seed, people):
    """A made-up town in which a few people meet almost everybody."""
    rng = random.Random(seed)
    town = Town(people)
    for number in range(1, people):
        town.contact(number, rng.randrange(min(number, 60)))
    return town


def main():
    town = sample_town(9, 100_000)
    for share in (0, 7, 3):
        if share:
            town.vaccinate(share)
        ill = town.outbreak([1, 2, 5], 30)
        print(share, len(ill), curve(ill))


if __name__ == "__main__":
    main()
