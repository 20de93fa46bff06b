# SPDX-License-Identifier: Apache-2.0
# planted: nested-loop-join-to-index in match_invoices
"""Match the month's bank transfers with open invoices.

A transfer pays the first invoice with the reference it names, if the amount is enough.
Customers mistype references; such transfers go to the clarification pile.
"""

import random


def match_invoices(transfers, invoices):
    """Pairs of (transfer number, invoice number) and the transfers nobody can place."""
    paid = []
    unclear = []
    for transfer in transfers:
        for invoice in invoices:
            if invoice["reference"] == transfer["purpose"] and transfer["cents"] >= invoice["cents"]:
                paid.append((transfer["number"], invoice["number"]))
                break
        else:
            unclear.append(transfer["number"])
    return paid, unclear


def first_of_customer(invoices, customer):
    """The oldest invoice of a customer, for the phone desk."""
    for invoice in invoices:
        if invoice["customer"] == customer:
            return invoice
    return None


def overpaid(paid, transfers, invoices):
    """Cents that came in beyond what was asked."""
    cents_of = {transfer["number"]: transfer["cents"] for transfer in transfers}
    asked = {invoice["number"]: invoice["cents"] for invoice in invoices}
    return sum(cents_of[transfer] - asked[invoice] for transfer, invoice in paid)


def sample_invoices(rng, count):
    """Made-up invoices."""
    return [{"number": number, "reference": "RF%07d" % rng.randrange(10_000_000),
             "customer": rng.randrange(200), "cents": rng.randrange(500, 90_000)}
            for number in range(count)]


def sample_transfers(rng, invoices, count):
    """Made-up transfers, one in ten with a wrong reference."""
    transfers = []
    for number in range(count):
        invoice = rng.choice(invoices)
        purpose = invoice["reference"] if rng.random() < 0.9 else "RF%06d" % number
        cents = invoice["cents"] + rng.choice((0, 0, 0, 1, -1, 100))
        transfers.append({"number": number, "purpose": purpose, "cents": cents})
    return transfers


def main():
    rng = random.Random(31)
    for month in range(6):
        invoices = sample_invoices(rng, 2_400)
        transfers = sample_transfers(rng, invoices, 2_700)
        paid, unclear = match_invoices(transfers, invoices)
        extra = match_invoices(transfers[-40:], invoices[:100])
        print(month, len(paid), len(unclear), overpaid(paid, transfers, invoices), len(extra[0]),
              first_of_customer(invoices, month)["number"])


if __name__ == "__main__":
    main()
