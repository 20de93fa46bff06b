# SPDX-License-Identifier: Apache-2.0
import random

from letter_grid import LetterGrid, find_words, longest, play_round

ONSETS = ["st", "r", "t", "l", "n", "s", "gr", "m", "c", "p", "tr", "qu", "d", "b", "sh", "f"]
VOWELS = ["a", "e", "i", "o", "u", "ea", "ai"]


def make_dictionary(rng, count):
    words = []
    while len(words) < count:
        word = "".join(rng.choice(ONSETS) + rng.choice(VOWELS) for _ in range(rng.choice([1, 2, 2, 3])))
        word += rng.choice(["", "n", "t", "r", "s"])
        words.append(word)
    return sorted(set(words))


def main():
    rng = random.Random(1985)
    dictionary = make_dictionary(rng, 2600)
    dice = "aaeeiioouurrttsslnnmcpdqbgh"
    total = 0
    for n in range(3):
        grid = LetterGrid(["".join(rng.choice(dice) for _ in range(5)) for _ in range(5)])
        words = find_words(grid, dictionary)
        total += len(words)
        print("/".join("".join(r) for r in grid.rows), len(words), longest(words), words[:4])
        answers = {p: rng.sample(words, min(3, len(words))) + rng.sample(dictionary, 5) for p in ("ada", "ben", "cy")}
        if n == 2:
            print(play_round(grid, dictionary, answers))
    print(len(dictionary), total)


if __name__ == "__main__":
    main()
