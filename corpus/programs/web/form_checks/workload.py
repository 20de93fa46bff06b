# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from form_batch import error_summary, process

FIRST = "Ada Bo Carl Dora Emil Finn Gwen Hana Ivo Jun Kari Lena Milo Nora Otto Pia Quin Rosa Sten Tove".split()
LAST = "Abel Brook Cole Dahl Eide Ford Grau Holm Ikeda Jonas Klein Lund Moor Nagy Olsen Pratt".split()
CODES = {"uk": "CB2 1TN", "us": "02139", "nl": "1017 AB", "de": "10115", "ca": "K1A 0B1", "se": "11122"}


def make_record(rng):
    first, last = rng.choice(FIRST), rng.choice(LAST)
    land = rng.choice(list(CODES) + ["xx"] * (rng.random() < 0.1))
    number = rng.randrange(1200)
    return {
        "Name": f"{first}   {last}",
        "Email": f"{first}.{last}{number}@{'mail.example.org' if rng.random() < 0.95 else 'nowhere'}",
        "Age": str(rng.randrange(10, 100)) if rng.random() < 0.97 else "n/a",
        "Country": land.upper() if rng.random() < 0.5 else land,
        "Postcode": CODES.get(land, "0")[:-1] + str(rng.randrange(10)) if land in ("us", "de") else CODES.get(land, ""),
        "Meal": rng.choice(["any", "vegetarian", "vegan", "halal", "any", "any"]),
    }


def main():
    rng = random.Random(12)
    accepted, rejects, duplicates = process([make_record(rng) for _ in range(2000)])
    print("accepted", len(accepted), "rejected", len(rejects), "duplicates", len(duplicates))
    print("summary", error_summary(rejects))
    print("crc", zlib.crc32(repr((accepted, rejects, duplicates)).encode()))


if __name__ == "__main__":
    main()
