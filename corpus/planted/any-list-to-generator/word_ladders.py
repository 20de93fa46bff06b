# SPDX-License-Identifier: Apache-2.0
# planted: any-list-to-generator in finder.<locals>.reachable
"""Words that can be made from others by a common beginning, for a word game."""

import random


def finder(least: int):
    """Functions that look for words with beginnings of some length."""

    def reachable(words: list[str], candidates: list[str]):
        """Yield the candidates that some word continues."""
        for candidate in candidates:
            if len(candidate) < least:
                continue
            if any([word.startswith(candidate) for word in words]):
                yield candidate

    def exact(words: list[str], candidate: str) -> bool:
        return candidate in words

    return reachable, exact


def beginnings(words: list[str], length: int) -> list[str]:
    """Beginnings of all words, each once, in order."""
    known = {}
    for word in words:
        if len(word) >= length:
            known[word[:length]] = True
    return list(known)


def make_words(rng: random.Random, count: int) -> list[str]:
    """Words of syllables."""
    syllables = ["ba", "ke", "lo", "mi", "ru", "sta", "ten", "vi", "zo", "ne"]
    return ["".join(rng.choices(syllables, k=rng.randrange(2, 6))) for _ in range(count)]


def main() -> None:
    rng = random.Random(60)
    words = make_words(rng, 4_000)
    for length in (2, 3, 4, 5):
        reachable, exact = finder(length)
        candidates = beginnings(words, length)[:600]
        found = list(reachable(words, candidates))
        hits = sum(1 for candidate in candidates[:50] if exact(words, candidate))
        print(length, len(candidates), len(found), found[-3:], hits)


if __name__ == "__main__":
    main()
