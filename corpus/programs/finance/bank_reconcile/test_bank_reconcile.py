# SPDX-License-Identifier: Apache-2.0
import pytest

from matching import Invoice, Payment, Reconciler, edit_distance, normal, numbers_in, similar, subset_with_sum

INVOICES = [Invoice(1001, "Falk & Sohn", 500, 30), Invoice(1002, "Falk & Sohn", 300, 20),
            Invoice(1003, "Falk & Sohn", 300, 10), Invoice(1004, "Quill Press Ltd", 300, 5)]


def matched(*payments):
    return [(numbers, rule) for _, numbers, rule in Reconciler(INVOICES).run(payments).matches]


@pytest.mark.parametrize("a, b, d", [("", "", 0), ("", "abc", 3), ("kitten", "sitting", 3), ("flaw", "lawn", 2)])
def test_edit_distance(a, b, d):
    assert edit_distance(a, b) == edit_distance(b, a) == d


def test_names():
    assert normal("Quill  Press, Ltd.") == "quill press"
    assert similar("Falk & Sohn", "FALK SON") and not similar("Falk & Sohn", "Quill Press")
    assert similar("", "Ltd")


def test_numbers():
    assert numbers_in("Pays Inv. 1001, invoice #2002 and no-30 of 4004") == [1001, 2002]


def test_subset_prefers_earlier_invoices():
    assert [i.number for i in subset_with_sum(INVOICES, 800)] == [1001, 1002]
    assert subset_with_sum(INVOICES, 0) == [] and subset_with_sum(INVOICES, 250) is None


def test_rules():
    assert matched(Payment(1, "anyone", "inv 1001 inv 1001 inv 1004", 800)) == [([1001, 1004], "number")]
    assert matched(Payment(1, "Falk Sohn", "", 300)) == [([1003], "amount")]
    assert matched(Payment(1, "Falk Sohn", "inv 9999", 600)) == [([1003, 1002], "sum")]


def test_order_of_days_and_used_invoices():
    pay = [Payment(2, "Quill Press", "inv 1004", 300), Payment(1, "Quill Press", "", 300)]
    book = Reconciler(INVOICES).run(pay)
    assert [p.day for p, _, _ in book.matches] == [1]
    assert book.unmatched == [pay[0]] and len(INVOICES) == 4


def test_overdue():
    assert Reconciler(INVOICES).overdue(25) == [("Falk & Sohn", 600), ("Quill Press Ltd", 300)]
    assert Reconciler(INVOICES).overdue(5) == []
