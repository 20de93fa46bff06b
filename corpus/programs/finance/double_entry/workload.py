# SPDX-License-Identifier: Apache-2.0
import random
import zlib
from datetime import date, timedelta

from journal_book import Entry, Journal, Posting
from trial_balance import money, monthly_results, overdrawn_days, render, result_of

SPENDING = ["expenses:rent", "expenses:travel:rail", "expenses:travel:hotel", "expenses:office:paper",
            "expenses:office:software", "assets:stock:boards", "assets:stock:screws"]
EARNING = ["income:sales:shop", "income:sales:web", "income:repairs"]


def main():
    rng = random.Random(2023)
    journal = Journal()
    for n in range(2100):
        day = date(2023, 1, 1) + timedelta(days=rng.randrange(365))
        cents = rng.randrange(500, 90000)
        bank = rng.choice(["assets:bank:current", "assets:cash", "liabilities:card"])
        if rng.random() < 0.55:
            tax = cents * 19 // 119
            postings = [Posting(rng.choice(SPENDING), cents - tax), Posting("assets:vat", tax), Posting(bank, -cents)]
        else:
            postings = [Posting(bank, cents), Posting(rng.choice(EARNING), -cents)]
        journal.add(Entry(day, f"voucher {n}", postings))
    text = render(journal)
    print(text, zlib.crc32(text.encode()))
    print(money(result_of(journal)), monthly_results(journal, 2023))
    for account in ("assets:bank:current", "assets:cash"):
        print(account, len(overdrawn_days(journal, account)), len(journal.statement(account)))


if __name__ == "__main__":
    main()
