# SPDX-License-Identifier: Apache-2.0
# planted: split-maxsplit in Register.verdict
"""Search the records of a court: a record is one long paragraph, the verdict its last word."""

import random


class Register:
    """Records by number of the case."""

    def __init__(self, town):
        self.town = town
        self.records = {}

    def enter(self, number, record):
        self.records[number] = record

    def verdict(self, record):
        """The word behind the last blank."""
        return record.split(" ")[-1]

    def words(self, record):
        """How many words a record has."""
        return record.count(" ") + 1

    def verdicts(self):
        """How often each verdict was spoken."""
        counts = {}
        for number in self.records:
            word = self.verdict(self.records[number])
            counts[word] = counts.get(word, 0) + 1
        return counts

    def longest(self, wanted):
        """(case, words) of the longest record with a verdict."""
        best, most = None, 0
        for number, record in self.records.items():
            if self.verdict(record) == wanted and self.words(record) > most:
                best, most = number, self.words(record)
        return best, most


def trial(rng, length):
    """A record in random words."""
    words = ["whereas", "the", "said", "witness", "saw", "a", "horse", "and", "cart", "upon"]
    return " ".join(rng.choices(words, k=length)) + " " + rng.choice(("guilty", "fined", "free"))


def main():
    rng = random.Random(1674)
    for town in ("Lewes", "Warwick"):
        register = Register(town)
        for number in range(500):
            register.enter(number, trial(rng, rng.randrange(300, 900)))
        for year in range(9):
            counts = register.verdicts()
        print(town, sorted(counts.items()))
        for wanted in ("guilty", "fined", "free", "hanged"):
            print(town, wanted, register.longest(wanted))


if __name__ == "__main__":
    main()
