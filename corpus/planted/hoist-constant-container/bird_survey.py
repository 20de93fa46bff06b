# SPDX-License-Identifier: Apache-2.0
# planted: hoist-constant-container in evaluate
"""Evaluate the cards of a bird survey: species, habitats and the protected ones."""

import random


def evaluate(cards):
    """Cards are texts "species habitat count"; returns lines of the report."""
    # read
    seen = {}
    spoiled = 0
    points = 0
    for card in cards:
        species, habitat, count = card.split(" ")
        weight = {"lapwing": 9, "curlew": 12, "skylark": 4, "linnet": 3, "whinchat": 8,
                  "snipe": 10, "corncrake": 20, "dunlin": 11, "wheatear": 6, "redshank": 7,
                  "partridge": 9, "quail": 9, "stonechat": 4, "pipit": 2, "wagtail": 2,
                  "hobby": 8, "kestrel": 3, "harrier": 15, "owl": 9, "shrike": 8}.get(species, 1)
        if count == "?":
            spoiled += 1
            continue
        number = int(count)
        points += weight * number
        key = (species, habitat)
        seen[key] = seen.get(key, 0) + number

    # the richest habitat
    kinds = {}
    for species, habitat in seen:
        kinds.setdefault(habitat, set()).add(species)
    richest = max(sorted(kinds), key=lambda name: len(kinds[name]))

    # write
    names = {"m": "meadow", "h": "heath", "w": "water"}
    lines = ["%d cards, %d spoiled, %d points" % (len(cards), spoiled, points)]
    for habitat in sorted(kinds):
        lines.append("%s: %d species" % (names[habitat], len(kinds[habitat])))
    lines.append("richest: " + names[richest])
    return lines


def make_cards(rng, count):
    """Cards as volunteers fill them in."""
    species = ["lapwing", "curlew", "skylark", "crow", "linnet", "gull", "snipe", "owl", "quail"]
    cards = []
    for _ in range(count):
        number = "?" if rng.random() < 0.02 else str(rng.randrange(1, 40))
        cards.append("%s %s %s" % (rng.choice(species), rng.choice("mhw"), number))
    return cards


def main():
    cards = make_cards(random.Random(44), 50_000)
    for year in range(2015, 2028):
        lines = evaluate(cards[year % 7::2])
    for line in lines:
        print(line)


if __name__ == "__main__":
    main()
