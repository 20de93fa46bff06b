# SPDX-License-Identifier: Apache-2.0
from form_batch import clean, error_summary, process, validate

GOOD = {"name": "Ada Holm", "email": "ada@example.org", "age": "36", "country": "UK", "postcode": "cb2 1tn",
        "meal": "vegan"}


def with_(**changes):
    return {**GOOD, **changes}


def test_good_record_has_no_errors():
    assert validate(GOOD) == {}


def test_required_stops_the_field():
    errors = validate(with_(name=" "))
    assert errors == {"name": ["must be filled in"]}
    assert "email" in validate({})


def test_rules_report_texts():
    errors = validate(with_(age="ten", email="a@b", meal="fish", country="zz"))
    assert errors["age"] == ["is not a whole number"]
    assert errors["email"] == ["does not look like an e-mail address"]
    assert errors["meal"] == ["must be one of any, vegetarian, vegan, halal"]
    assert errors["country"] == ["is not a country we can invoice"]
    assert validate(with_(age="111"))["age"] == ["must lie in 16..110"]
    assert validate(with_(name="x"))["name"] == ["needs between 2 and 60 characters, has 1 ('x'...)"]


def test_postcode_depends_on_country():
    assert validate(with_(country="us"))["postcode"] == ["is no US postcode"]
    assert validate(with_(country="fr", postcode="anything")) == {}


def test_clean_collapses_blanks():
    assert clean({"Name": "  Ada    Holm "}) == {"name": "Ada Holm"}


def test_duplicates_point_to_first_accepted():
    batch = [with_(age="x"), GOOD, with_(email="other@example.org", postcode="CB21TN"),
             with_(name="Bo Abel", email="ADA@example.org"), with_(name="Eva Lund", email="eva@example.org")]
    accepted, rejects, duplicates = process(batch)
    assert [n for n, _ in accepted] == [1, 4]
    assert duplicates == [(2, 1), (3, 1)]
    assert error_summary(rejects) == [("age", 1)]
