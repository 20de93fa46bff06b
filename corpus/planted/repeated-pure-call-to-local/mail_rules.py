# SPDX-License-Identifier: Apache-2.0
# planted: repeated-pure-call-to-local in sorter.<locals>.folder
"""Sort mail into folders by what stands in the subject."""

import random


def sorter(own: str):
    """A function that names the folder of a subject, for one mailbox."""
    domain = own.split("@", 1)[1]

    def folder(subject: str) -> str:
        if subject.strip().lower().startswith("re:"):
            return "answers"
        if subject.strip().lower().startswith(("invoice", "bill")):
            return "bills"
        if subject.strip().lower().endswith("!!!"):
            return "junk"
        if "newsletter" in subject.strip().lower() or "unsubscribe" in subject.strip().lower():
            return "lists"
        if domain in subject.strip().lower():
            return "own"
        return "other"

    return folder


def shelve(subjects: list[str], own: str) -> dict[str, int]:
    """How many subjects go to each folder."""
    folder = sorter(own)
    counts: dict[str, int] = {}
    for subject in subjects:
        name = folder(subject)
        counts[name] = counts.get(name, 0) + 1
    return counts


def longest(subjects: list[str]) -> str:
    """The longest subject without blanks around it."""
    best = ""
    for subject in subjects:
        text = subject.strip()
        if len(text) > len(best):
            best = text
    return best


def make_subjects(rng: random.Random, count: int) -> list[str]:
    """Subjects as people write them."""
    words = "Meeting notes for the Annual report on Garden and Harbour works".split()
    starts = ["Re: ", "INVOICE ", "  ", "", "", "Bill for "]
    ends = ["", " ", "!!!", " Newsletter", " at Example.ORG", ""]
    subjects = []
    for _ in range(count):
        body = " ".join(rng.choice(words) for _ in range(rng.randrange(4, 14)))
        subjects.append(rng.choice(starts) + body + rng.choice(ends))
    return subjects


def main() -> None:
    subjects = make_subjects(random.Random(18), 9_000)
    for own in ("ann@example.org", "bob@example.net", "cy@harbour.test") * 10:
        counts = shelve(subjects, own)
    print(sorted(counts.items()))
    print(longest(subjects))


if __name__ == "__main__":
    main()
