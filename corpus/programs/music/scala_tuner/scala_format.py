# SPDX-License-Identifier: Apache-2.0
"""Scala-like scale texts: one degree per line, either a ratio (3/2) or cents (701.955)."""

import math
from fractions import Fraction


class ScaleError(ValueError):
    pass


def degree_to_cents(text):
    text = text.split("!")[0].strip()
    if "." in text:
        return float(text)
    try:
        ratio = Fraction(text)
    except (ValueError, ZeroDivisionError):
        raise ScaleError(f"unreadable degree {text!r}") from None
    if ratio <= 0:
        raise ScaleError(f"negative ratio {text!r}")
    return 1200.0 * math.log2(ratio)


def parse_scale(source):
    """(name, cents of the degrees including the closing octave)."""
    lines = [line for line in source.splitlines() if line.strip() and not line.startswith("!")]
    if len(lines) < 3:
        raise ScaleError("a scale has a name, a count and degrees")
    name, count = lines[0].strip(), int(lines[1])
    degrees = [degree_to_cents(line) for line in lines[2:]]
    if len(degrees) != count:
        raise ScaleError(f"{name}: {count} degrees announced, {len(degrees)} found")
    return name, degrees


def odd_limit(ratio):
    """Largest odd factor on either side of a ratio."""
    sides = [ratio.numerator, ratio.denominator]
    for i in range(2):
        while sides[i] % 2 == 0:
            sides[i] //= 2
    return max(sides)


def just_intervals(limit):
    """All ratios within an octave whose odd limit is at most `limit`, ascending."""
    found = []
    for numerator in range(1, 2 * limit + 1):
        for denominator in range(1, limit + 1):
            ratio = Fraction(numerator, denominator)
            if 1 <= ratio < 2 and odd_limit(ratio) <= limit and ratio not in found:
                found.append(ratio)
    return sorted(found)
