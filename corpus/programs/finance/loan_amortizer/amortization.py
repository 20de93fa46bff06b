# SPDX-License-Identifier: Apache-2.0
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

CENT = "0.01"


class Installment(NamedTuple):
    number: int
    interest: Decimal
    principal: Decimal
    balance: Decimal

    @property
    def payment(self):
        return self.interest + self.principal


def to_cents(amount):
    return amount.quantize(Decimal(CENT), rounding=ROUND_HALF_UP)


def annuity_factor(rate, months):
    """Sum of the discount factors of all months."""
    total = Decimal(0)
    for k in range(1, months + 1):
        total += Decimal(1) / (Decimal(1) + rate) ** k
    return total


def monthly_payment(amount, yearly_rate, months):
    rate = Decimal(str(yearly_rate)) / Decimal("1200")
    if rate == 0:
        return to_cents(Decimal(amount) / months)
    return to_cents(Decimal(amount) / annuity_factor(rate, months))


def schedule(amount, yearly_rate, months, extra=None):
    """Installments until the loan is paid; `extra` maps installment numbers to additional payments."""
    extra = extra or {}
    balance = Decimal(amount)
    plan = []
    while balance > 0 and len(plan) < months:
        number = len(plan) + 1
        rate = Decimal(str(yearly_rate)) / Decimal("1200")
        interest = to_cents(balance * rate)
        principal = monthly_payment(amount, yearly_rate, months) - interest + Decimal(extra.get(number, 0))
        if number == months or principal > balance:
            principal = balance
        balance = balance - principal
        plan.append(Installment(number, interest, principal, balance))
    return plan


def total_interest(plan):
    return sum((i.interest for i in plan), Decimal(0))


def interest_by_year(plan):
    years = {}
    for installment in plan:
        year = (installment.number - 1) // 12 + 1
        years[year] = sum([i.interest for i in plan if (i.number - 1) // 12 + 1 == year], Decimal(0))
    return years


def halfway(plan):
    """Number of the first installment after which at most half of the debt is left."""
    found = None
    for installment in plan:
        debt = plan[0].balance + plan[0].principal
        if installment.balance * 2 <= debt and found is None:
            found = installment.number
    return found
