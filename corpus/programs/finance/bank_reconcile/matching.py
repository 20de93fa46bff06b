# SPDX-License-Identifier: Apache-2.0
"""Reconciles payments on a bank statement with open invoices."""
import re
from dataclasses import dataclass


@dataclass
class Invoice:
    number: int
    customer: str
    cents: int
    due: int


@dataclass
class Payment:
    day: int
    payer: str
    text: str
    cents: int


def edit_distance(a, b):
    """Levenshtein distance by the full table."""
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) + 1):
        table[i][0] = i
    for j in range(len(b) + 1):
        table[0][j] = j
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            cost = 0 if a[i - 1] == b[j - 1] else 1
            table[i][j] = min(table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + cost)
    return table[len(a)][len(b)]


def normal(name):
    name = re.sub(r"\b(ltd|inc|gmbh|sarl|co)\b\.?", "", name.lower())
    return re.sub(r"[^a-z0-9]+", " ", name).strip()


def similar(a, b):
    longest = max(len(normal(a)), len(normal(b)))
    if longest == 0:
        return True
    return edit_distance(normal(a), normal(b)) / longest <= 0.25


def numbers_in(text):
    return [int(n) for n in re.findall(r"(?:inv|invoice|no)[. #-]*(\d{4,6})", text.lower())]


def subset_with_sum(invoices, cents):
    """First combination of invoices, in order of the list, that adds up to the cents; None without one."""
    if cents == 0:
        return []
    if not invoices or cents < 0:
        return None
    taken = subset_with_sum(invoices[1:], cents - invoices[0].cents)
    if taken is not None:
        return [invoices[0]] + taken
    return subset_with_sum(invoices[1:], cents)


class Reconciler:
    def __init__(self, invoices):
        self.open = list(invoices)
        self.matches = []
        self.unmatched = []

    def by_number(self, number):
        for invoice in self.open:
            if invoice.number == number:
                return invoice
        return None

    def settle(self, payment, invoices, rule):
        for invoice in invoices:
            self.open.remove(invoice)
        self.matches.append((payment, [i.number for i in invoices], rule))

    def match(self, payment):
        quoted = [self.by_number(n) for n in numbers_in(payment.text)]
        quoted = [q for i, q in enumerate(quoted) if q is not None and q not in quoted[:i]]
        if quoted and sum(q.cents for q in quoted) == payment.cents:
            return self.settle(payment, quoted, "number")
        exact = [i for i in self.open if i.cents == payment.cents and similar(i.customer, payment.payer)]
        if exact:
            return self.settle(payment, [min(exact, key=lambda i: i.due)], "amount")
        mine = [i for i in self.open if similar(i.customer, payment.payer)]
        found = subset_with_sum(sorted(mine, key=lambda i: i.due)[:10], payment.cents)
        if found:
            return self.settle(payment, found, "sum")
        self.unmatched.append(payment)

    def run(self, payments):
        for payment in sorted(payments, key=lambda p: p.day):
            self.match(payment)
        return self

    def overdue(self, today):
        """Open amount per customer of what is past due, largest first."""
        totals = {}
        for invoice in self.open:
            if invoice.due < today:
                totals[invoice.customer] = totals.get(invoice.customer, 0) + invoice.cents
        return sorted(totals.items(), key=lambda t: (-t[1], t[0]))
