# SPDX-License-Identifier: Apache-2.0
from datetime import date

NORMAL_SIDE = {"assets": 1, "expenses": 1, "liabilities": -1, "equity": -1, "income": -1}


def money(cents):
    sign = "-" if cents < 0 else ""
    whole, rest = divmod(abs(cents), 100)
    return f"{sign}{whole:,}.{rest:02d}"


def trial_balance(journal, until=None):
    """Account -> balance, accounts with balance zero left out."""
    balances = {}
    for account in journal.accounts():
        if journal.balance(account, until) != 0:
            balances[account] = journal.balance(account, until)
    return balances


def month_ends(year):
    for month in range(1, 13):
        first = date(year + month // 12, month % 12 + 1, 1)
        yield date.fromordinal(first.toordinal() - 1)


def result_of(journal, until=None):
    """Profit: income minus expenses."""
    return -journal.balance("income", until) - journal.balance("expenses", until)


def monthly_results(journal, year):
    previous, rows = 0, []
    for end in month_ends(year):
        total = result_of(journal, end)
        rows.append((end.month, total - previous))
        previous = total
    return rows


def render(journal):
    text = ""
    for account, cents in trial_balance(journal).items():
        depth = account.count(":")
        name = "  " * depth + account.split(":")[-1]
        text += name.ljust(30) + money(cents * NORMAL_SIDE[account.split(":")[0]]).rjust(14) + "\n"
    return text


def overdrawn_days(journal, account):
    """Days on which an account was below zero after one of its postings, without repetitions."""
    days = []
    for day, _, _, running in journal.statement(account):
        if running < 0 and day not in days:
            days.append(day)
    return days
