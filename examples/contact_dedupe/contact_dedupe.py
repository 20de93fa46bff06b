# SPDX-License-Identifier: Apache-2.0
"""Merge address books and drop contacts that are there twice.

Two contacts are the same person when their cleaned e-mail addresses agree,
or, for contacts without e-mail, their cleaned phone numbers.
"""

import random
import re
from dataclasses import dataclass, field


@dataclass
class Contact:
    """A person as written in some address book."""

    name: str
    email: str = ""
    phone: str = ""
    sources: list = field(default_factory=list)


def clean_phone(phone):
    """Digits and a leading plus sign only."""
    for filler in (" ", "-", "/", "(", ")"):
        pattern = re.compile(re.escape(filler))
        phone = pattern.sub("", phone)
    if phone.startswith("00"):
        phone = "+" + phone[2:]
    return phone


def clean_email(email):
    """Lower case, without white space around and without a '+tag'."""
    email = email.strip().lower()
    user, at, host = email.partition("@")
    return user.partition("+")[0] + at + host


def identity(contact):
    """What makes a contact unique; '' when nothing does."""
    if contact.email:
        return "mail:" + clean_email(contact.email)
    if contact.phone:
        return "tel:" + clean_phone(contact.phone)
    return ""


def unique_contacts(contacts):
    """First occurrence of everybody, in order; anonymous ones are all kept."""
    seen = []
    result = []
    for contact in contacts:
        key = identity(contact)
        if key and key in seen:
            continue
        seen.append(key)
        result.append(contact)
    return result


def merge_books(books):
    """One list of contacts from several address books, tagged by book."""
    merged = []
    for title, book in books.items():
        for contact in book:
            contact.sources.append(title)
            merged.append(contact)
    return merged


def initials_index(contacts):
    """Number of contacts per first letter of the name."""
    index = {}
    for contact in contacts:
        letter = contact.name[:1].upper() or "?"
        index[letter] = index.get(letter, 0) + 1
    return dict(sorted(index.items()))


def sample_book(seed, count):
    """A made-up address book that shares people with other seeds."""
    rng = random.Random(seed)
    book = []
    for _ in range(count):
        who = rng.randrange(4_000)
        name = "%s%04d" % (rng.choice(["ann", "Bob", "cleo", "Dora"]), who)
        if who % 3:
            mail = rng.choice(["p%d@mail.example", "P%d@Mail.example", "p%d+shop@mail.example"]) % who
            book.append(Contact(name, email=mail))
        else:
            style = rng.choice(["0044 (20) %d/%d", "+44 20 %d-%d", "+4420 %d %d"])
            book.append(Contact(name, phone=style % (who // 100, who % 100)))
    return book


def main():
    for region in range(8):
        books = {"book %d" % n: sample_book(region * 10 + n, 1_000) for n in range(5)}
        contacts = merge_books(books)
        unique = unique_contacts(contacts)
        phones = sum(1 for contact in unique if contact.phone)
        print(region, len(contacts), len(unique), phones, initials_index(unique))


if __name__ == "__main__":
    main()
