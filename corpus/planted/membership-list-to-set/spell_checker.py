# SPDX-License-Identifier: Apache-2.0
# planted: membership-list-to-set in make_checker.<locals>.check
"""Check texts against a word list and report what is not in it."""

import random

ENDINGS = ("s", "ed", "ing")


def stems(word):
    """A word and what is left of it without the usual endings."""
    found = [word]
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            found.append(word[:-len(ending)])
    return found


def make_checker(words, ignore):
    """A function that gives the unknown words of a text together with their places."""
    known = sorted(word.lower() for word in words)
    ignored = ignore.lower()

    def check(text):
        unknown = []
        tokens = text.lower().split()
        for place, token in enumerate(tokens):
            if token == ignored:
                continue
            if token.strip(".,") in known:
                continue
            if len(stems(token)) > 1:
                unknown.append((place, token + "?"))
            else:
                unknown.append((place, token))
        return unknown

    def size():
        return len(known)

    return check, size


def sample_words(rng, count):
    """Made-up words of two to four syllables."""
    syllables = [a + b for a in "bdfgklmnprst" for b in "aeiou"]
    return ["".join(rng.choice(syllables) for _ in range(rng.randrange(2, 5))) for _ in range(count)]


def main():
    rng = random.Random(5)
    words = sample_words(rng, 4_800)
    check, size = make_checker(words, "lorem")
    print(size(), words[0] in words, "lorem" in words)
    for page in range(12):
        text = []
        for _ in range(2_000):
            word = rng.choice(words)
            if rng.random() < 0.1:
                word += rng.choice(ENDINGS)
            text.append(word.title() if rng.random() < 0.1 else word)
        text[100::100] = ["lorem"] * len(text[100::100])
        unknown = check(" ".join(text))
        print(page, len(unknown), unknown[:3])


if __name__ == "__main__":
    main()
