# SPDX-License-Identifier: Apache-2.0
from decimal import Decimal

from amortization import halfway, interest_by_year, monthly_payment, schedule, total_interest
from offer_compare import Offer, affordable_amount, cheapest


def main():
    plan = schedule(180000, 3.85, 276, {36: 5000, 60: 7500})
    print(len(plan), monthly_payment(180000, 3.85, 276), total_interest(plan), halfway(plan), plan[-1])
    years = interest_by_year(plan)
    print(years[1], years[10], len(years))
    offers = [Offer("Union", 4.1, 60, 90), Offer("Crown", 3.9, 60, 150), Offer("Delta", 4.4, 48),
              Offer("Sparrow", 5, 72), Offer("Harbour", 3.5, 84, 300), Offer("Mutual", 0, 24, 2200)]
    for offer in cheapest(offers, 24000, Decimal(600)):
        print(offer.bank, offer.cost(24000), offer.months)
    print(affordable_amount(4.25, 72, Decimal(350)), affordable_amount(0, 36, Decimal(400)))


if __name__ == "__main__":
    main()
