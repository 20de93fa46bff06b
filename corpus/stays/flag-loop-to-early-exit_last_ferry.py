# SPDX-License-Identifier: Apache-2.0
# stays: flag-loop-to-early-exit: the rest of the iterator belongs to the next search
"""Read a skipper's log in one pass.

The log is a stream of words. Every question reads on from where the question before
it stopped, and a question reads its whole page: the pages end with a rule.
"""

import random
from typing import Iterator, List


def pages(words: List[str], size: int) -> Iterator[Iterator[str]]:
    """One iterator over the words, handed out again and again, a page at a time."""
    stream = iter(words)
    for _ in range(0, len(words), size):
        yield (word for word, _ in zip(stream, range(size)))


def has_word(page: Iterator[str], wanted: str) -> bool:
    """Whether the page mentions a word."""
    found = False
    for word in page:
        if word == wanted:
            found = True
    return found


def survey(words: List[str], size: int, wanted: List[str]) -> List[bool]:
    """Asks for one word on each page, in turn."""
    answers = []
    for number, page in enumerate(pages(words, size)):
        answers.append(has_word(page, wanted[number % len(wanted)]))
    return answers


def runs(answers: List[bool]) -> int:
    """How often the answer changes from page to page."""
    return sum(1 for a, b in zip(answers, answers[1:]) if a != b)


def main() -> None:
    rng = random.Random(88)
    vocabulary = ["fog", "calm", "squall", "reef", "gale"] + ["w%d" % n for n in range(60)]
    for year in range(1890, 1910):
        words = [rng.choice(vocabulary) for _ in range(60_000)]
        answers = survey(words, 50, ["fog", "gale", "reef"])
        print(year, len(answers), sum(answers), runs(answers), answers[:5])


if __name__ == "__main__":
    main()
