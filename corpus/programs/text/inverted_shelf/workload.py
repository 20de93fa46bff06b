# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from shelf_index import ShelfIndex

NOUNS = "island garden engine winter letters railway kitchen orchard compass cathedral river theatre bees".split()
VERBS = "building walking painting mapped remembered crossing wanted tending forgotten baking surveyed".split()
GLUE = "the of and in with for from that was".split()


def describe(rng):
    words = []
    for _ in range(rng.randrange(25, 60)):
        pick = rng.random()
        if pick < 0.4:
            words.append(rng.choice(GLUE))
        elif pick < 0.75:
            words.append(rng.choice(NOUNS))
        elif pick < 0.95:
            words.append(rng.choice(VERBS))
        else:
            words.append(f"shelfmark{rng.randrange(300)}")
    return " ".join(words).capitalize() + "."


def main():
    rng = random.Random(1605)
    index = ShelfIndex()
    for n in range(400):
        index.add(f"Volume {n:03d}", describe(rng))
    for n in range(7, 400, 31):
        index.remove(n)
    digest = 0
    queries = ["orchards in winter", '"painting the garden" river', "shelfmark12", '"cathedral island"',
               '"bees" tending', "unheard of"]
    for query in queries:
        results = index.search(query)
        digest = zlib.crc32(repr(results).encode(), digest)
        print(query, "->", len(results), results[:1])
    print(index.suggest("s"), index.suggest("mapping"), "crc", digest)


if __name__ == "__main__":
    main()
