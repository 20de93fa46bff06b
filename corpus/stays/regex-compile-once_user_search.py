# SPDX-License-Identifier: Apache-2.0
# stays: regex-compile-once: patterns come from users and may be wrong; each line then says so
"""Search notes with the pattern that a user typed, with an answer for each note."""

import random
import re

HELP = "wrong pattern"


def search(notes, typed):
    """For each note the place of the first match, None, or what is wrong with the pattern."""
    answers = []
    for number, note in enumerate(notes):
        try:
            found = re.search(typed + str(number % 3), note)
        except re.error:
            answers.append(HELP)
            continue
        answers.append(found.start() if found else None)
    return answers


def main():
    rng = random.Random(21)
    notes = ["note %d on %d" % (rng.randrange(999), rng.randrange(99)) for _ in range(45_000)]
    for typed in ("e ", "[0-9]", "(", "on.*", "*"):
        answers = search(notes, typed)
        wrong = answers.count(HELP)
        print(repr(typed), wrong, answers.count(None), answers[:4])


if __name__ == "__main__":
    main()
