# SPDX-License-Identifier: Apache-2.0
import random

from matching import Invoice, Payment, Reconciler

NAMES = ["Northwind Ltd", "Kessler GmbH", "Blue Harbour Inc", "Atelier Dumas Sarl", "Orchard Co", "Tanaka Trading",
         "Rivera Hermanos", "Falk & Sohn", "Quill Press Ltd"]


def misspell(rng, name):
    at = rng.randrange(1, len(name) - 1)
    return rng.choice([name, name.upper(), name[:at] + name[at + 1:], name.replace(" ", "  ")])


def main():
    rng = random.Random(2718)
    invoices = [Invoice(10000 + i, rng.choice(NAMES), rng.randrange(20, 900) * 25, rng.randrange(10, 60))
                for i in range(260)]
    waiting, payments = list(invoices), []
    rng.shuffle(waiting)
    while len(waiting) > 40:
        first = waiting.pop()
        paid = [first]
        if rng.random() < 0.3:
            paid += [i for i in waiting if i.customer == first.customer][:2]
            waiting = [i for i in waiting if i not in paid]
        text = " ".join(f"inv. {i.number}" for i in paid) if rng.random() < 0.5 else "thank you"
        payments.append(Payment(rng.randrange(90), misspell(rng, first.customer), text, sum(i.cents for i in paid)))
    payments += [Payment(rng.randrange(90), rng.choice(NAMES), "deposit", 13) for _ in range(8)]
    book = Reconciler(invoices).run(payments)
    rules = [rule for _, _, rule in book.matches]
    print(len(payments), {r: rules.count(r) for r in ("number", "amount", "sum")}, len(book.unmatched), len(book.open))
    print(sum(p.cents for p in book.unmatched), book.overdue(40)[:3])
    print(sum((i + 1) * n for i, (_, numbers, _) in enumerate(book.matches) for n in numbers))


if __name__ == "__main__":
    main()
