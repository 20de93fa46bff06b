# SPDX-License-Identifier: Apache-2.0
# planted: redundant-copy-for-iteration in Apiary.heaviest
"""Weights of bee hives, read every night by scales under them."""

import random


class Apiary:
    """Hives and their weights in grams."""

    def __init__(self, place):
        self.place = place
        self.nights = []

    def read(self, weights):
        self.nights.append(weights)

    def heaviest(self, weights):
        """(hive, grams) of the heaviest hive of a night."""
        best_hive, best = None, -1
        for hive, grams in list(weights.items()):
            if grams > best:
                best_hive, best = hive, grams
        return best_hive, best

    def drop_robbed(self, weights, least):
        """Forget hives that were robbed; returns how many."""
        dropped = 0
        for hive in list(weights):
            if weights[hive] < least:
                del weights[hive]
                dropped += 1
        return dropped

    def season(self):
        """The heaviest hive of each night, and how often it changed."""
        names = []
        changes = 0
        for weights in self.nights:
            hive, _ = self.heaviest(weights)
            if names and names[-1] != hive:
                changes += 1
            names.append(hive)
        return names, changes


def main():
    rng = random.Random(101)
    for place in ("heath", "orchard"):
        apiary = Apiary(place)
        weights = {"hive %d" % number: rng.randrange(20_000, 30_000) for number in range(900)}
        # scales send some nights twice, and the season is looked at week by week
        for night in range(20):
            weights = dict(weights)
            for hive in rng.sample(sorted(weights), 60):
                weights[hive] += rng.randrange(-300, 500)
            for _ in range(16):
                apiary.read(weights)
        names, changes = apiary.season()
        for _ in range(20):
            names, changes = apiary.season()
        print(place, changes, names[0], names[-1], apiary.heaviest(apiary.nights[-1]))
        print(apiary.drop_robbed(dict(weights), 21_000))


if __name__ == "__main__":
    main()
