# SPDX-License-Identifier: Apache-2.0
# stays: any-match-in-loop-to-set: entries behind the match cannot be read; any() never comes to them
"""Look words up in an old dictionary of which the last pages are torn out."""

import random


class Entry:
    """An entry; a torn page has no word."""

    def __init__(self, word):
        if word is not None:
            self.word = word


def known(words, entries):
    """For each word whether it stands in the dictionary."""
    answers = []
    for word in words:
        answers.append(any(entry.word == word for entry in entries))
    return answers


def main():
    for volume in range(5):
        rng = random.Random(volume)
        entries = [Entry("w%03d" % number) for number in range(900)] + [Entry(None)] * 3
        words = ["w%03d" % rng.randrange(900) for _ in range(2_500)]
        answers = known(words, entries)
        try:
            known(words[:5] + ["zebra"], entries)
            lost = "read"
        except AttributeError as error:
            lost = str(error)
        print(volume, answers.count(True), lost)


if __name__ == "__main__":
    main()
