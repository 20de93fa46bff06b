# SPDX-License-Identifier: Apache-2.0
import re

YES = ["y", "yes", "yeah", "yep", "true", "1", "oui", "ja", "si", "ok"]
NO = ["n", "no", "nope", "false", "0", "non", "nein"]
COUNTRY_PATTERNS = [
    (r"^(u\.?s\.?a?\.?|united states.*|america)$", "US"),
    (r"^(u\.?k\.?|united kingdom|great britain|england|scotland|wales)$", "GB"),
    (r"^(de|germany|deutschland|brd)$", "DE"),
    (r"^(fr|france|la france)$", "FR"),
    (r"^(es|spain|espa(n|ñ)a)$", "ES"),
    (r"^(ch|switzerland|schweiz|suisse)$", "CH"),
]
SCALE_WORDS = {"strongly disagree": 1, "disagree": 2, "neutral": 3, "agree": 4, "strongly agree": 5}


def clean_yes_no(raw):
    word = raw.strip().lower().rstrip(".!")
    if word in YES:
        return True
    if word in NO:
        return False
    return None


def clean_country(raw):
    text = re.sub(r"\s+", " ", raw).strip().lower()
    for pattern, code in COUNTRY_PATTERNS:
        if re.compile(pattern, re.IGNORECASE).match(text):
            return code
    return None


def clean_scale(raw):
    text = raw.strip().lower()
    if text in SCALE_WORDS:
        return SCALE_WORDS[text]
    digits = re.findall(r"\d+", text)
    if len(digits) == 1 and 1 <= int(digits[0]) <= 5:
        return int(digits[0])
    return None


def clean_age(raw):
    """Years as a number; '1980' and the like count as years of birth."""
    match = re.search(r"\d{1,4}", raw)
    if match is None:
        return None
    number = int(match.group())
    if 1900 <= number <= 2024:
        number = 2024 - number
    return number if 14 <= number <= 105 else None


CLEANERS = {"yesno": clean_yes_no, "country": clean_country, "scale": clean_scale, "age": clean_age}
