# SPDX-License-Identifier: Apache-2.0
"""Render inventory tables as one HTML page.

A page has a style sheet, a table of contents and one table per warehouse.
Amounts below the reorder level are marked.
"""

import hashlib
import random

PALETTE = ["white", "ivory", "linen", "beige", "snow"]


class Item:
    """A line of the inventory."""

    def __init__(self, name, amount, reorder_level):
        self.name = name
        self.amount = amount
        self.reorder_level = reorder_level

    @property
    def is_low(self):
        return self.amount < self.reorder_level


def escape(text):
    """Text as it may stand between tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def style_sheet(palette, columns):
    """CSS for a striped table; the stripes depend on the number of columns."""
    rules = []
    for index, colour in enumerate(palette):
        for column in range(columns):
            rules.append(".s%d td:nth-child(%d) { background: %s }"
                         % (index, column + 1, colour))
    return "\n".join(rules)


def render_row(item):
    """One table row."""
    mark = ' class="low"' if item.is_low else ""
    return "<td>%s</td><td%s>%d</td><td>%d</td>" % (
        escape(item.name), mark, item.amount, item.reorder_level)


def render_table(title, items):
    """A table with a caption and one row per item."""
    html = "<table><caption>" + escape(title) + "</caption>\n"
    for number, item in enumerate(items):
        css_class = "s%d" % (number % len(PALETTE))
        html = html + '<tr class="' + css_class + '">' + render_row(item) + "</tr>\n"
    return html + "</table>\n"


def render_contents(titles):
    """Links to the tables, numbered."""
    lines = []
    for number, title in enumerate(titles, start=1):
        lines.append('<a href="#t%d">%s</a>' % (number, escape(title)))
    return "<nav>" + " | ".join(lines) + "</nav>\n"


def render_page(inventories):
    """The whole page for a dict of title -> items."""
    page = "<style>" + style_sheet(PALETTE, 3) + "</style>\n"
    page = page + render_contents(inventories)
    for title, items in inventories.items():
        page = page + render_table(title, items)
    return page


def sample_inventory(seed, count):
    """Made-up items, some with names that need escaping."""
    rng = random.Random(seed)
    nouns = ["bolt", "nut <M8>", "washer", "gear & shaft", "belt"]
    return [Item("%s no. %d" % (rng.choice(nouns), number),
                 rng.randrange(200), rng.randrange(20, 60))
            for number in range(count)]


def main():
    for quarter in range(4):
        inventories = {"Warehouse %d" % number: sample_inventory(number * 7 + quarter, 2_600)
                       for number in range(4)}
        page = render_page(inventories)
        digest = hashlib.sha256(page.encode()).hexdigest()
        print(quarter, len(page), page.count('"low"'), digest[:16])


if __name__ == "__main__":
    main()
