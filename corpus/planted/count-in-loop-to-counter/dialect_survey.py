# SPDX-License-Identifier: Apache-2.0
# planted: count-in-loop-to-counter in make_report.<locals>.shares
"""Which word people use for the end piece of a loaf, by postcode area."""

import random

WORDS = ["heel", "crust", "knust", "end", "topper", "nobby", "outsider", "tip"]


def make_report(answers):
    """A function that gives the share of each area and word in per mille."""
    total = len(answers)

    def shares(cells):
        """Rows of (area, word, per mille) for the cells that occur."""
        given = [area + ":" + word for area, word in answers]
        rows = []
        for area, word in cells:
            cell = area + ":" + word
            people = sum(1 for answer in given if answer == cell)
            if people:
                rows.append((area, word, 1_000 * people // total))
        return rows

    def areas():
        """All areas, sorted."""
        return sorted({area for area, _ in answers})

    return shares, areas


def strongholds(rows, least):
    """Words that have at least `least` per mille in one area, with that area."""
    best = {}
    for area, word, share in rows:
        if share >= least and share > best.get(word, (0, ""))[0]:
            best[word] = (share, area)
    return best


def sample_answers(seed, count):
    """Made-up answers; each area leans towards one word."""
    rng = random.Random(seed)
    answers = []
    for _ in range(count):
        number = rng.randrange(40)
        word = WORDS[number % len(WORDS)] if rng.random() < 0.3 else rng.choice(WORDS)
        answers.append(("A%02d" % number, word))
    return answers


def main():
    for wave in range(3):
        answers = sample_answers(wave, 32_000)
        shares, areas = make_report(answers)
        cells = [(area, word) for area in areas() for word in WORDS]
        rows = shares(cells)
        print(wave, len(rows), answers.count(("A07", "tip")), sorted(strongholds(rows, 9).items())[:3])


if __name__ == "__main__":
    main()
