# SPDX-License-Identifier: Apache-2.0
import pytest

from invoice_text import billing_run, check_digit, euros, render_invoice
from rating import InvoiceLine, Tariff, Usage, customer_lines, price_units, split_evenly, tariff_for, tax_of


def test_tiers():
    voice = tariff_for("voice")
    assert [price_units(voice, n) for n in (0, 30, 31, 100, 101, 500, 501)] == [0, 0, 9, 630, 637, 3430, 3435]
    assert price_units(Tariff("x", ((2, 5),)), 4) == 10
    with pytest.raises(KeyError):
        tariff_for("telex")


def test_lines():
    usages = [Usage(1, "voice", 20, 1), Usage(2, "voice", 99, 1), Usage(1, "data", 5, 2), Usage(1, "voice", 11, 3)]
    assert customer_lines(usages, 1) == [InvoiceLine("data", 5, 0, "19"), InvoiceLine("voice", 31, 9, "19")]
    assert customer_lines(usages, 3) == []


def test_tax_is_rounded_per_rate():
    lines = [InvoiceLine("a", 1, 5, "10"), InvoiceLine("b", 1, 5, "10"), InvoiceLine("c", 1, 5, "10.5")]
    assert tax_of(lines) == {"10": 1, "10.5": 1}
    assert tax_of([]) == {}


def test_installments():
    assert split_evenly(100, 3) == [34, 33, 33] and split_evenly(2, 3) == [1, 1, 0]


def test_check_digit():
    assert check_digit(7992739871) == 3 and check_digit(0) == 0


def test_render():
    text, gross = render_invoice(1000, 7, [InvoiceLine("voice", 31, 1000, "19")])
    assert gross == 1190
    assert text.splitlines() == [
        "Invoice 1000-%d for customer 7" % check_digit(1000), "voice             31       10.00",
        "tax 19%                     1.90", "total                      11.90"]
    assert "payable in parts: 79.34, 79.33, 79.33" in render_invoice(1, 7, [InvoiceLine("x", 1, 20000, "19")])[0]


def test_run_skips_empty_invoices():
    usages = [Usage(5, "roaming", 1, 1), Usage(2, "voice", 3, 1), Usage(9, "roaming", 2, 1)]
    invoices, total = billing_run(usages)
    assert total == 117 and [i.split("-")[0] for i in invoices] == ["Invoice 1000", "Invoice 1001"]
    assert euros(5) == "0.05"
