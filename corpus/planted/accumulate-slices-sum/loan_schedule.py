# SPDX-License-Identifier: Apache-2.0
# planted: accumulate-slices-sum in repayment_plan
"""Repayment plans of building loans with special repayments."""

import random


def repayment_plan(loan, payments, fee):
    """Lines of the plan, the day on which half is paid back, and the fees.

    `payments` are cents a week. A week in which nothing was paid costs a fee; a payment that
    leaves less than a tenth of the loan gets a letter.
    """
    weeks = [max(0, cents) for cents in payments]
    lines = []
    letters = []
    fees = 0
    half = None
    longest_gap = 0
    gap = 0
    for week in range(len(weeks)):
        cents = weeks[week]
        if cents == 0:
            fees += fee
            gap += 1
            longest_gap = max(longest_gap, gap)
        else:
            gap = 0
        before = sum(weeks[:week])
        left = loan - before - cents
        to_come = sum(weeks[week + 1:])
        if half is None and left <= loan // 2:
            half = week
        if 0 < left < loan // 10:
            letters.append(week)
        if week % 52 == 0:
            lines.append("year %d: %d left, %d to come" % (week // 52, max(0, left), to_come))
    lines.append("longest gap %d weeks" % longest_gap)
    lines.append("%d letters" % len(letters))
    return lines, half, fees


def sample_payments(seed, count):
    """Made-up payments; now and then there is none."""
    rng = random.Random(seed)
    return [rng.randrange(-3_000, 20_000) for _ in range(count)]


def main():
    for customer in range(4):
        payments = sample_payments(customer, 6_200)
        lines, half, fees = repayment_plan(50_000_000, payments, 250)
        print(customer, half, fees, len(lines), lines[1], lines[-2:])


if __name__ == "__main__":
    main()
