# SPDX-License-Identifier: Apache-2.0
"""Rates metered usage (telephone minutes, data, messages) into invoice lines."""
from dataclasses import dataclass, replace
from fractions import Fraction


@dataclass(frozen=True)
class Tariff:
    code: str
    tiers: tuple          # (upper bound of the tier or None, price per unit in cents)
    included: int = 0


@dataclass(frozen=True)
class Usage:
    customer: int
    kind: str
    units: int
    day: int


@dataclass(frozen=True)
class InvoiceLine:
    text: str
    units: int
    cents: int
    tax_rate: str


TARIFFS = [
    Tariff("voice", ((100, 9), (500, 7), (None, 5)), included=30),
    Tariff("roaming", ((None, 39),)),
    Tariff("data", ((1000, 2), (None, 1)), included=200),
    Tariff("message", ((None, 8),), included=10),
]
TAXES = {"voice": "19", "roaming": "0", "data": "19", "message": "19"}


def tariff_for(code):
    for tariff in TARIFFS:
        if tariff.code == code:
            return tariff
    raise KeyError(code)


def price_units(tariff, units):
    """Cents for the units above the included ones; each tier prices the units that fall into it."""
    cents = 0
    for number in range(tariff.included + 1, units + 1):
        for bound, price in tariff.tiers:
            if bound is None or number <= bound:
                cents += price
                break
    return cents


def customer_lines(usages, customer):
    """One line per kind of usage, in alphabetical order."""
    lines = []
    kinds = sorted({u.kind for u in usages if u.customer == customer})
    for kind in kinds:
        line = InvoiceLine(kind, 0, 0, TAXES[kind])
        for usage in usages:
            if usage.customer == customer and usage.kind == kind:
                line = replace(line, units=line.units + usage.units)
        lines.append(replace(line, cents=price_units(tariff_for(kind), line.units)))
    return lines


def tax_of(lines):
    """Tax per rate, rounded half up per rate and not per line."""
    taxes = {}
    for line in lines:
        net = sum(other.cents for other in lines if other.tax_rate == line.tax_rate)
        exact = Fraction(net) * Fraction(line.tax_rate) / 100
        taxes[line.tax_rate] = int(exact + Fraction(1, 2))
    return taxes


def split_evenly(cents, parts):
    """Installments that differ by one cent at most, the larger ones first."""
    base, rest = divmod(cents, parts)
    return [base + 1 if i < rest else base for i in range(parts)]
