# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from phraseminer import drop_subsumed, link_phrases, mine, rank

FIXED = ["heat pump", "district heating network", "return flow temperature", "cost of capital", "peak load",
         "plate heat exchanger", "seasonal storage tank", "domestic hot water"]
LOOSE = """the a of to and in supply design winter system measured report operators value summer rate annual pipe
demand study losses average control house town steady""".split()


def report(rng, count):
    out = []
    for _ in range(count):
        words = []
        for _ in range(rng.randrange(5, 11)):
            words.append(rng.choice(FIXED) if rng.random() < 0.22 else rng.choice(LOOSE))
        out.append(" ".join(words).capitalize() + rng.choice([".", ".", "!", ";"]))
    return " ".join(out)


def main():
    rng = random.Random(451)
    text = report(rng, 430)
    phrases = mine(text)
    kept = drop_subsumed(phrases)
    best = rank(kept, 40)
    linked = link_phrases(text, best)
    print("phrases", len(phrases), "kept", len(kept), "joined", linked.count("_"))
    for phrase in best[:4]:
        print(" ".join(phrase.words), phrase.count, round(phrase.score, 4))
    print("crc", zlib.crc32(linked.encode()))


if __name__ == "__main__":
    main()
