# SPDX-License-Identifier: Apache-2.0
import random

from goods_index import CatalogueSearch, highlight

NOUNS = "kettle lamp chair table brush knives pan bowl glasses shelf curtain rug mirror vase box basket".split()
ADJECTIVES = "red blue oak steel small large folding vintage enamel woven copper brass outdoor".split()
FILL = "the a with for kitchens garden of and rooms hand made in solid to clean easy gift families".split()
BRANDS = ["Norr", "Casa", "Plume", "Ferro", "Odin"]


def main():
    rng = random.Random(5)
    items = []
    for n in range(230):
        title = f"{rng.choice(ADJECTIVES)} {rng.choice(NOUNS)}"
        words = [rng.choice(FILL + NOUNS + ADJECTIVES) for _ in range(22)]
        items.append({"id": n, "title": title, "text": " ".join(words), "price": rng.randrange(300, 9900),
                      "brand": rng.choice(BRANDS)})
    shop = CatalogueSearch(items, {"rug": ["carpet", "basket"], "pan": ["kettle"]})
    checksum = 0
    marks = 0
    for n in range(100):
        query = f"{rng.choice(ADJECTIVES)} {rng.choice(NOUNS)} for the {rng.choice(NOUNS)}"
        filters = {"brand": rng.choice(BRANDS)} if n % 4 == 0 else {}
        found = shop.search(query, 60, **filters)
        checksum = (checksum * 31 + sum(item["id"] * (i + 1) for i, item in enumerate(found))) % 1000003
        checksum += sum(shop.facets(found, "brand").values())
        low, middle, high = shop.price_band(found)
        checksum += middle
        for item in found[:5]:
            marks += highlight(item["text"], shop.expand(query)).count("[")
    print("checksum", checksum, "marks", marks)
    print("log", len(shop.log), shop.log[-1])


if __name__ == "__main__":
    main()
