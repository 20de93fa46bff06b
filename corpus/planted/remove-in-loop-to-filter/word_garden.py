# SPDX-License-Identifier: Apache-2.0
# planted: remove-in-loop-to-filter in Garden.prune
"""A guessing game: after each guess the words that cannot be meant are struck out."""

import random


class Garden:
    """The words that are still possible."""

    def __init__(self, words):
        self.words = words
        self.guesses = 0

    def prune(self, letter, place):
        """Keep the words that do not have this letter at this place."""
        self.guesses += 1
        for word in self.words[:]:
            if word[place:place + 1] == letter:
                self.words.remove(word)

    def forget(self, word):
        """Strike out a single word."""
        if word in self.words:
            self.words.remove(word)

    def letters(self, place):
        """Letters that still occur at a place, in alphabetical order."""
        return sorted({word[place] for word in self.words if len(word) > place})


def score(words):
    """A number for the words that are left."""
    return sum(len(word) * (number % 7) for number, word in enumerate(words))


def sample_words(rng, count):
    """Made-up words of five letters; some are there twice."""
    return ["".join(rng.choice("aeiourst") for _ in range(5)) for _ in range(count)]


def main():
    rng = random.Random(55)
    words = sample_words(rng, 9_000)
    for player in range(4):
        garden = Garden(list(words[player * 100:]))
        for place in range(5):
            for letter in rng.sample("aeiourst", 3):
                garden.prune(letter, place)
        if garden.words:
            garden.forget(garden.words[0])
        print(player, garden.guesses, len(garden.words), garden.letters(0), score(garden.words))


if __name__ == "__main__":
    main()
