# SPDX-License-Identifier: Apache-2.0
# planted: get-default-store-back in index_book
"""The index of a book: on which pages does each word stand?"""

import random


def index_book(pages: list[list[str]], skip: set[str], least: int) -> list[str]:
    """Lines of the index."""
    # how long the book is
    words = 0
    longest = 0
    for page in pages:
        words += len(page)
        longest = max(longest, len(page))

    # pages of each word
    places: dict[str, set[int]] = {}
    number = 0
    while number < len(pages):
        for word in pages[number]:
            found = places.get(word, set())
            found.add(number + 1)
            places[word] = found
        number += 1

    # words that stand nearly everywhere are left out
    lines = ["%d pages, %d words, at most %d on a page" % (len(pages), words, longest)]
    for word in sorted(places):
        if word in skip or len(places[word]) < least:
            continue
        first = sorted(places[word])[:3]
        lines.append("%s %s and %d more" % (word, first, len(places[word]) - len(first)))
    return lines


def write(rng: random.Random, count: int, length: int) -> list[list[str]]:
    """Pages of words; few words are frequent."""
    vocabulary = ["w%04d" % number for number in range(1_200)]
    weights = [1 / (number + 1) for number in range(1_200)]
    return [rng.choices(vocabulary, weights=weights, k=length) for _ in range(count)]


def main() -> None:
    rng = random.Random(1455)
    for title in ("Almanac", "Herbal", "Travels"):
        pages = write(rng, 260, 400)
        for least in (40, 60, 80, 100):
            lines = index_book(pages, {"w0000", "w0001"}, least)
        print(title, len(lines), lines[0], "|", lines[-1])


if __name__ == "__main__":
    main()
