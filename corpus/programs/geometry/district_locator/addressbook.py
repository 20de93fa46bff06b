# SPDX-License-Identifier: Apache-2.0
"""Assignment of an address file to voting districts."""
import re

from shapes import make_locator

ABBREVIATIONS = {
    "st": "street", "rd": "road", "ave": "avenue", "ln": "lane", "sq": "square", "ct": "court",
    "n": "north", "s": "south", "e": "east", "w": "west",
}


class BadAddress(ValueError):
    pass


def tidy(street):
    """Lower case, single blanks and no abbreviations."""
    street = street.lower().strip()
    for short, full in ABBREVIATIONS.items():
        street = re.sub(r"\b" + short + r"\b\.?", full, street)
    return re.sub(r"\s+", " ", street)


def parse_line(line):
    """'17;High St.;102.5;88.0' -> (17, 'high street', 102.5, 88.0)"""
    parts = line.split(";")
    if len(parts) != 4:
        raise BadAddress(line)
    try:
        number, x, y = int(parts[0]), float(parts[2]), float(parts[3])
    except ValueError:
        raise BadAddress(line) from None
    return number, tidy(parts[1]), x, y


def assign(lines, districts):
    locate = make_locator(districts)
    book = {name: [] for name, _ in districts}
    strays, bad = [], 0
    for line in lines:
        try:
            number, street, x, y = parse_line(line)
        except BadAddress:
            bad += 1
            continue
        name = locate(x, y)
        if name is None:
            strays.append((number, street))
        else:
            book[name].append((number, street))
    return book, strays, bad


def street_roll(entries):
    """Street -> sorted house numbers, as printed for the polling clerk."""
    streets = []
    for _, street in entries:
        if street not in streets:
            streets.append(street)
    return {s: sorted(n for n, street in entries if street == s) for s in sorted(streets)}
