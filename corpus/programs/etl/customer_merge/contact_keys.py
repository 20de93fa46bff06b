# SPDX-License-Identifier: Apache-2.0
"""Normalised comparison keys for contact records."""
import re

TITLES = ["mr", "mrs", "ms", "dr", "prof", "sir", "herr", "frau"]


def normal_name(raw):
    """Lower case, no punctuation, no titles, tokens in alphabetical order."""
    cleaned = re.sub(r"[^a-z\s]", " ", raw.lower())
    tokens = [t for t in cleaned.split() if t not in TITLES]
    return " ".join(sorted(tokens))


def normal_phone(raw):
    """National digits only; empty when fewer than seven digits remain."""
    digits = ""
    for ch in raw:
        if ch.isdigit():
            digits += ch
    if digits.startswith("00"):
        digits = digits[2:]
    return digits[-9:] if len(digits) >= 7 else ""


def normal_email(raw):
    raw = raw.strip().lower()
    if raw.count("@") != 1:
        return ""
    local, domain = raw.split("@")
    local = local.split("+")[0]
    if domain in ("gmail.com", "googlemail.com"):
        local = local.replace(".", "")
        domain = "gmail.com"
    return local + "@" + domain


def token_overlap(left, right):
    """Jaccard overlap of two normalised names."""
    a, b = set(left.split()), set(right.split())
    if not a or not b:
        return 0.0
    return len(a & b) / len(a | b)
