# SPDX-License-Identifier: Apache-2.0
from decimal import Decimal

from amortization import monthly_payment, schedule, total_interest


class Offer:
    def __init__(self, bank, yearly_rate, months, fee=0):
        self.bank = bank
        self.yearly_rate = yearly_rate
        self.months = months
        self.fee = Decimal(fee)

    def cost(self, amount):
        """All that is paid beyond the amount itself."""
        return total_interest(schedule(amount, self.yearly_rate, self.months)) + self.fee


def cheapest(offers, amount, largest_payment):
    """Cheapest offers first, among those with a bearable monthly payment."""
    remaining = [o for o in offers if monthly_payment(amount, o.yearly_rate, o.months) <= largest_payment]
    ranking = []
    while remaining:
        best = remaining[0]
        for offer in remaining[1:]:
            if offer.cost(amount) < best.cost(amount):
                best = offer
        ranking.append(best)
        remaining.remove(best)
    return ranking


def affordable_amount(yearly_rate, months, payment, step=100):
    """Largest amount, in whole steps, whose monthly payment is not above `payment`."""
    amount = 0
    while monthly_payment(amount + step, yearly_rate, months) <= payment:
        amount += step
    return amount
