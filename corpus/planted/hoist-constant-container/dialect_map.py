# SPDX-License-Identifier: Apache-2.0
# planted: hoist-constant-container in speaker.<locals>.sound_of
"""Write words of a dialect as they are spoken, for a map of sounds."""

import random


def speaker(region: str):
    """A function that gives the sound of a letter in a region."""
    hard = region in ("alps", "lake")

    def sound_of(letter: str) -> str:
        if hard and letter in "kc":
            return "kch"
        return {
            "a": "ah", "b": "p", "c": "ts", "d": "t", "e": "eh", "f": "f", "g": "k", "h": "h",
            "i": "ee", "k": "k", "l": "l", "m": "m", "n": "n", "o": "oh", "r": "rr", "s": "z",
            "t": "d", "u": "oo", "v": "f", "w": "v", "z": "ts",
        }.get(letter, "")

    return sound_of


def spoken(words: list[str], region: str) -> list[str]:
    """Words as they are spoken."""
    sound_of = speaker(region)
    return ["".join([sound_of(letter) for letter in word]) for word in words]


def difference(one: list[str], other: list[str]) -> int:
    """How many words sound different in two regions."""
    return sum([1 for a, b in zip(one, other) if a != b])


def word_list(rng: random.Random, count: int) -> list[str]:
    """Words that the surveyors asked for."""
    letters = "aabdeeefghiiklmnnorrsttuvwzckx"
    return ["".join(rng.choices(letters, k=rng.randrange(3, 12))) for _ in range(count)]


def main() -> None:
    words = word_list(random.Random(1876), 20_000)
    regions = ["coast", "alps", "lake", "plain"]
    heard = {region: spoken(words, region) for region in regions}
    for region in regions:
        print(region, heard[region][:3], difference(heard["coast"], heard[region]))


if __name__ == "__main__":
    main()
