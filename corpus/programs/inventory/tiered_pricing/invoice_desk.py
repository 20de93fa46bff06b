# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from price_rules import agreement_discount, round_cents, unit_price


@dataclass(frozen=True)
class Article:
    code: str
    group: str
    sheet: str


@dataclass(frozen=True)
class OrderLine:
    customer: str
    code: str
    quantity: int
    day: int


class InvoiceDesk:
    def __init__(self, articles: dict[str, Article], agreements: list[dict], vat: dict[str, int]):
        self.articles = articles
        self.agreements = agreements
        self.vat = vat

    def line_total(self, line: OrderLine) -> Decimal:
        article = self.articles[line.code]
        price = unit_price(article.sheet, line.quantity)
        discount = agreement_discount(self.agreements, line.customer, article.group, line.day)
        factor = (Decimal(100) - discount) / Decimal(100)
        return round_cents(price * line.quantity * factor)

    def customer_totals(self, lines: list[OrderLine]) -> dict[str, Decimal]:
        totals: dict[str, Decimal] = {}
        customers = []
        for line in lines:
            if line.customer not in customers:
                customers.append(line.customer)
        for customer in customers:
            total = Decimal("0")
            for line in lines:
                if line.customer == customer:
                    total += self.line_total(line)
            totals[customer] = total
        return totals

    def vat_share(self, lines: list[OrderLine]) -> dict[str, Decimal]:
        """VAT per article group; each group is rounded once, on its sum."""
        sums: dict[str, Decimal] = {}
        for line in lines:
            group = self.articles[line.code].group
            if group not in sums:
                sums[group] = Decimal("0")
            sums[group] += self.line_total(line)
        return {g: round_cents(s * self.vat.get(g, 20) / 100) for g, s in sorted(sums.items())}

    def statement(self, lines: list[OrderLine]) -> str:
        text = ""
        for customer, total in self.customer_totals(lines).items():
            text += customer.ljust(12) + str(total).rjust(14) + "\n"
        for group, tax in self.vat_share(lines).items():
            text += ("VAT " + group).ljust(12) + str(tax).rjust(14) + "\n"
        return text
