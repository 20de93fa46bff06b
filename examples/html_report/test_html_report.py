# SPDX-License-Identifier: Apache-2.0
from html_report import Item, escape, render_contents, render_page, render_row, render_table


def test_escapes_markup():
    assert escape("a < b & c > d") == "a &lt; b &amp; c &gt; d"


def test_low_amounts_are_marked():
    assert 'class="low"' in render_row(Item("bolt", 3, 5))
    assert 'class="low"' not in render_row(Item("bolt", 5, 5))


def test_table_without_items():
    assert render_table("Empty", []) == "<table><caption>Empty</caption>\n</table>\n"


def test_rows_take_turns_in_style():
    html = render_table("T", [Item("i%d" % n, 9, 1) for n in range(6)])
    assert html.count('class="s0"') == 2
    assert html.count('class="s4"') == 1
    assert html.index("i0") < html.index("i5")


def test_contents_are_numbered_from_one():
    assert render_contents(["A", "B"]) == (
        '<nav><a href="#t1">A</a> | <a href="#t2">B</a></nav>\n')


def test_page_has_all_parts_in_order():
    page = render_page({"North": [Item("bolt", 1, 2)], "South": []})
    assert page.startswith("<style>.s0 td:nth-child(1)")
    assert page.index("<nav>") < page.index("North</caption>") < page.index("South</caption>")
