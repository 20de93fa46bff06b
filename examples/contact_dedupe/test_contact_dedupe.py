# SPDX-License-Identifier: Apache-2.0
import pytest

from contact_dedupe import (Contact, clean_email, clean_phone, identity, initials_index,
                            merge_books, unique_contacts)


@pytest.mark.parametrize("phone, cleaned", [
    ("0044 (20) 7/9", "+442079"), ("+44-20-79", "+442079"), ("020 79", "02079"), ("", "")])
def test_clean_phone(phone, cleaned):
    assert clean_phone(phone) == cleaned


@pytest.mark.parametrize("email, cleaned", [
    (" Ann@Mail.Example ", "ann@mail.example"), ("ann+shop@mail.example", "ann@mail.example"),
    ("nonsense", "nonsense")])
def test_clean_email(email, cleaned):
    assert clean_email(email) == cleaned


def test_email_goes_before_phone():
    assert identity(Contact("a", email="A@x", phone="1")) == "mail:a@x"
    assert identity(Contact("a", phone="1 2")) == "tel:12"
    assert identity(Contact("a")) == ""


def test_the_first_occurrence_is_kept():
    first, second = Contact("Ann", email="a@x"), Contact("A.", email="A@X")
    other = Contact("Bob", phone="12")
    assert unique_contacts([first, second, other]) == [first, other]


def test_anonymous_contacts_are_all_kept():
    assert len(unique_contacts([Contact("x"), Contact("y"), Contact("x")])) == 3


def test_books_tag_their_contacts():
    merged = merge_books({"home": [Contact("a")], "work": [Contact("b")]})
    assert [(contact.name, contact.sources) for contact in merged] == [("a", ["home"]), ("b", ["work"])]


def test_index_of_initials():
    assert initials_index([Contact("bob"), Contact("ann"), Contact("Bea"), Contact("")]) == {
        "?": 1, "A": 1, "B": 2}
