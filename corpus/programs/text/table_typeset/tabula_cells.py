# SPDX-License-Identifier: Apache-2.0
import unicodedata
from decimal import Decimal, InvalidOperation


def display_width(text: str) -> int:
    """Terminal columns: wide characters take two, combining marks none."""
    columns = 0
    for ch in text:
        if unicodedata.combining(ch):
            continue
        columns += 2 if unicodedata.east_asian_width(ch) in ("W", "F") else 1
    return columns


def as_number(text: str) -> Decimal | None:
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None


def group_digits(text: str) -> str:
    """Put a comma after every third digit of the whole part, counted from the right."""
    sign = "-" if text.startswith("-") else ""
    whole, point, fraction = text.lstrip("-").partition(".")
    grouped = ""
    while len(whole) > 3:
        grouped = "," + whole[-3:] + grouped
        whole = whole[:-3]
    return sign + whole + grouped + point + fraction


def pad(text: str, columns: int, align: str) -> str:
    blank = columns - display_width(text)
    if align == "right":
        return " " * blank + text
    if align == "centre":
        return " " * (blank // 2) + text + " " * (blank - blank // 2)
    return text + " " * blank
