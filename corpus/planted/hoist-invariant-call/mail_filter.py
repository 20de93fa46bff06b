# SPDX-License-Identifier: Apache-2.0
# planted: hoist-invariant-call in make_filter.<locals>.clean
"""Filter mails: words of a black list are blanked, and loud mails are counted."""

import random

LOUD = "!"


def make_filter(mark):
    """Functions that clean mails and that count loud ones."""

    def clean(mails, black_list):
        """The mails without the words that nobody wants to read."""
        cleaned = []
        for mail in mails:
            words = []
            for word in mail.split():
                if word in frozenset(black_list):
                    words.append(mark * len(word))
                else:
                    words.append(word)
            cleaned.append(" ".join(words))
        return cleaned

    def loud(mails):
        """How many mails shout."""
        return sum(1 for mail in mails if mail.endswith(LOUD))

    return clean, loud


def blanked(mails, mark):
    """Number of blanked words."""
    return sum(1 for mail in mails for word in mail.split() if word.startswith(mark))


def sample_mails(seed, count, words):
    """Made-up mails."""
    rng = random.Random(seed)
    mails = []
    for _ in range(count):
        text = " ".join(rng.choice(words) for _ in range(rng.randrange(10, 60)))
        mails.append(text + rng.choice(("", "", " !")))
    return mails


def main():
    words = [a + b + c for a in "bdgklm" for b in ("am", "er", "ol", "ins") for c in "aeiou"]
    clean, loud = make_filter("*")
    for day in range(4):
        mails = sample_mails(day, 600, words)
        black_list = words[day::2] + ["x%d" % number for number in range(700)]
        cleaned = clean(mails, black_list)
        print(day, loud(mails), blanked(cleaned, "*"), cleaned[0][:40], len("".join(cleaned)))


if __name__ == "__main__":
    main()
