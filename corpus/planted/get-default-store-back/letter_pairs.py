# SPDX-License-Identifier: Apache-2.0
# planted: get-default-store-back in learner.<locals>.learn
"""Make up place names that sound like real ones, from the letters that follow others."""

import random


def learner(order: int):
    """Functions that learn from names and make up new ones."""

    def learn(text: str) -> dict[str, list[str]]:
        follows: dict[str, list[str]] = {}
        for at in range(len(text) - order):
            start = text[at:at + order]
            letters = follows.get(start, [])
            letters.append(text[at + order])
            follows[start] = letters
        return follows

    def invent(rng: random.Random, follows: dict[str, list[str]], start: str):
        """Yield letters until the end of a name."""
        while True:
            letter = rng.choice(follows.get(start, [" "]))
            if letter == " ":
                return
            yield letter
            start = start[1:] + letter

    return learn, invent


def gazetteer(rng: random.Random, count: int) -> str:
    """Names of places, with a blank between them."""
    fronts = ["nor", "sut", "wal", "ash", "ber", "hol", "kirk", "mar", "thor", "stan"]
    ends = ["ton", "ham", "by", "ford", "wick", "thorpe", "ley", "mouth"]
    return " ".join(rng.choice(fronts) + rng.choice(ends) for _ in range(count))


def branches(follows: dict[str, list[str]]) -> int:
    """How many different letters follow, over all beginnings."""
    return sum(len(set(letters)) for letters in follows.values())


def main() -> None:
    rng = random.Random(1086)
    text = gazetteer(rng, 60_000)
    for order in (1, 2, 3, 4):
        learn, invent = learner(order)
        follows = learn(text)
        names = ["".join(invent(rng, follows, "stan"[:order])) for _ in range(3)]
        print(order, len(follows), branches(follows), ["stan"[:order] + name for name in names])


if __name__ == "__main__":
    main()
