# SPDX-License-Identifier: Apache-2.0
from datetime import date

import pytest

from journal_book import Entry, Journal, Posting, UnbalancedEntry
from trial_balance import money, month_ends, monthly_results, overdrawn_days, render, result_of, trial_balance


def book(*rows):
    journal = Journal()
    for n, (month, day, debit, credit, cents) in enumerate(rows):
        journal.add(Entry(date(2023, month, day), f"v{n}", [Posting(debit, cents), Posting(credit, -cents)]))
    return journal


def test_unbalanced_entries_are_refused():
    journal = Journal()
    with pytest.raises(UnbalancedEntry, match="off by 1"):
        journal.add(Entry(date(2023, 1, 1), "x", [Posting("a", 2), Posting("b", -1)]))
    with pytest.raises(UnbalancedEntry, match="no postings"):
        journal.add(Entry(date(2023, 1, 1), "x"))
    assert journal.entries == []


def test_order_of_entries():
    j = book((2, 1, "a", "b", 1), (1, 1, "a", "b", 2), (2, 1, "a", "b", 3))
    assert [e.text for e in j.entries] == ["v1", "v0", "v2"]


def test_balances_of_subtrees():
    j = book((1, 5, "assets:bank", "income:x", 700), (3, 1, "expenses:a", "assets:bank:sub", 200))
    assert j.accounts() == ["assets", "assets:bank", "assets:bank:sub", "expenses", "expenses:a", "income", "income:x"]
    assert j.balance("assets:bank") == 500
    assert j.balance("assets", date(2023, 2, 1)) == 700
    assert j.balance("asset") == 0


def test_statement_runs():
    j = book((1, 5, "k", "x", 700), (1, 6, "y", "k", 900), (1, 6, "k", "x", 50))
    assert [(c, r) for _, _, c, r in j.statement("k")] == [(700, 700), (-900, -200), (50, -150)]
    assert overdrawn_days(j, "k") == [date(2023, 1, 6)]


def test_trial_balance_leaves_out_zero():
    j = book((1, 5, "assets:k", "income:x", 700), (1, 6, "expenses:y", "assets:k", 700))
    assert trial_balance(j) == {"expenses": 700, "expenses:y": 700, "income": -700, "income:x": -700}
    assert result_of(j) == 0


def test_months():
    assert list(month_ends(2024))[1] == date(2024, 2, 29) and list(month_ends(2023))[11] == date(2023, 12, 31)
    j = book((1, 31, "assets:k", "income:x", 700), (2, 1, "expenses:y", "assets:k", 100))
    assert monthly_results(j, 2023)[:3] == [(1, 700), (2, -100), (3, 0)]


def test_render():
    assert money(-123456) == "-1,234.56" and money(5) == "0.05"
    j = book((1, 5, "assets:k", "income:x", 700))
    assert render(j).splitlines()[1] == "  k".ljust(30) + "          7.00"
    assert render(j).splitlines()[3] == "  x".ljust(30) + "          7.00"
