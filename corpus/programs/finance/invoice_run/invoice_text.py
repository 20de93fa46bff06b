# SPDX-License-Identifier: Apache-2.0
from rating import customer_lines, split_evenly, tax_of


def check_digit(number):
    """Luhn digit of an invoice number."""
    total = 0
    for place, char in enumerate(reversed(str(number))):
        digit = int(char)
        if place % 2 == 0:
            digit *= 2
            if digit > 9:
                digit -= 9
        total += digit
    return (10 - total % 10) % 10


def euros(cents):
    return "%d.%02d" % (cents // 100, cents % 100)


def render_invoice(number, customer, lines):
    net = sum(line.cents for line in lines)
    taxes = tax_of(lines)
    text = "Invoice %d-%d for customer %d\n" % (number, check_digit(number), customer)
    for line in lines:
        text += line.text.ljust(12) + str(line.units).rjust(8) + euros(line.cents).rjust(12) + "\n"
    for rate in sorted(taxes):
        text += ("tax %s%%" % rate).ljust(20) + euros(taxes[rate]).rjust(12) + "\n"
    gross = net + sum(taxes.values())
    text += "total".ljust(20) + euros(gross).rjust(12) + "\n"
    if gross > 20000:
        text += "payable in parts: " + ", ".join(euros(p) for p in split_evenly(gross, 3)) + "\n"
    return text, gross


def billing_run(usages, first_number=1000):
    """Invoices of all customers by customer number; customers who owe nothing get none."""
    invoices, total, number = [], 0, first_number
    for customer in sorted(list(set([u.customer for u in usages]))):
        text, gross = render_invoice(number, customer, customer_lines(usages, customer))
        if gross == 0:
            continue
        invoices.append(text)
        total += gross
        number += 1
    return invoices, total
