# SPDX-License-Identifier: Apache-2.0
"""Volume price tiers and customer agreements for a wholesaler.

A tier sheet is a text such as "1:4.20; 10:3.95; 100:3.10" - from that
quantity on, the given price per unit applies.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


def parse_sheet(sheet: str) -> list[tuple[int, Decimal]]:
    tiers: list[tuple[int, Decimal]] = []
    for piece in sheet.split(";"):
        match = re.match(r"^\s*(\d+)\s*:\s*(\d+(?:\.\d+)?)\s*$", piece)
        if match is None:
            raise ValueError(f"bad tier {piece.strip()!r}")
        tiers.append((int(match.group(1)), Decimal(match.group(2))))
    tiers.sort()
    return tiers


def unit_price(sheet: str, quantity: int) -> Decimal:
    price = None
    for start, tier_price in parse_sheet(sheet):
        if quantity >= start:
            price = tier_price
    if price is None:
        raise ValueError(f"quantity {quantity} is below the smallest tier")
    return price


def agreement_discount(agreements: list[dict], customer: str, group: str, day: int) -> Decimal:
    """Best percentage among the agreements that cover the customer, article group and day."""
    best = Decimal("0")
    for agreement in agreements:
        if (
            agreement["customer"] == customer
            and group in agreement["groups"]
            and agreement["from"] <= day <= agreement["until"]
        ):
            best = max(best, Decimal(str(agreement["percent"])))
    return best


def round_cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)
