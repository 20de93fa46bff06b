# SPDX-License-Identifier: Apache-2.0
"""Field rules for the conference registration form.

A rule is a callable (value, record) -> error text or "".
"""
import re

COUNTRIES = (
    "at au be bg br ca ch cl cn co cr cy cz de dk ee eg es fi fr ge gr hk hr hu id ie il in is it jp ke kr lt "
    "lu lv ma mt mx my ng nl no nz pe ph pk pl pt ro rs se sg si sk th tn tr tw ua uk us uy vn za"
).split()


def required(value, record):
    return "" if value.strip() else "must be filled in"


def length(low, high):
    def check(value, record):
        message = f"needs between {low} and {high} characters, has {len(value)} ({value[:12]!r}...)"
        if low <= len(value) <= high:
            return ""
        return message
    return check


def email(value, record):
    local = r"[A-Za-z0-9._%+-]+"
    domain = r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}"
    if re.compile("^" + local + "@" + domain + "$").match(value):
        return ""
    return "does not look like an e-mail address"


def whole_number(low, high):
    def check(value, record):
        try:
            number = int(value)
        except ValueError:
            return "is not a whole number"
        return "" if low <= number <= high else f"must lie in {low}..{high}"
    return check


def country(value, record):
    if value.lower() in list(COUNTRIES):
        return ""
    return "is not a country we can invoice"


def postcode(value, record):
    shapes = {
        "uk": r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}",
        "us": r"\d{5}(?:-\d{4})?",
        "nl": r"\d{4} ?[A-Z]{2}",
        "de": r"\d{5}",
        "ca": r"[A-Z]\d[A-Z] ?\d[A-Z]\d",
    }
    for code in shapes:
        shapes[code] = "^" + shapes[code] + "$"
    where = record.get("country", "").lower()
    if where not in shapes or re.match(shapes[where], value.upper()):
        return ""
    return f"is no {where.upper()} postcode"


def one_of(*choices):
    def check(value, record):
        return "" if value in choices else "must be one of " + ", ".join(choices)
    return check


REGISTRATION = {
    "name": [required, length(2, 60)],
    "email": [required, email],
    "age": [whole_number(16, 110)],
    "country": [required, country],
    "postcode": [postcode],
    "meal": [one_of("any", "vegetarian", "vegan", "halal")],
}
