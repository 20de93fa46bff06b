# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from spellbench import Speller

SYLLABLES = "ba ker lo mi ta ren dol fin gar hu jo pel sar tig ver won".split()


def lexicon(rng, size):
    words = []
    while len(words) < size:
        word = "".join(rng.choice(SYLLABLES) for _ in range(rng.randrange(1, 4)))
        if word not in words:
            words.append(word)
    return [(w, rng.randrange(1, 500)) for w in words]


def typo(rng, word):
    at = rng.randrange(len(word))
    kind = rng.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1:] or word
    if kind == 1:
        return word[:at] + rng.choice("aeioust") + word[at:]
    if kind == 2:
        return word[:at] + rng.choice("qwertas") + word[at + 1:]
    return word[:at] + word[at:at + 2][::-1] + word[at + 2:]


def main():
    rng = random.Random(17)
    words = lexicon(rng, 130)
    speller = Speller(words)
    speller.ignore("Zwyx")
    typos = [typo(rng, rng.choice(words)[0]) for _ in range(9)]
    text = []
    for n in range(420):
        text.append(rng.choice(typos) if n % 18 == 0 else rng.choice(words)[0])
        if n % 40 == 0:
            text.append("Zwyx,")
    letter = " ".join(text).capitalize() + "."
    report = speller.check(letter)
    print("unknown", len(report), "first", report[0])
    print("corrected", zlib.crc32(speller.correct(" ".join(typos[:4])).encode()), zlib.crc32(repr(report).encode()))


if __name__ == "__main__":
    main()
