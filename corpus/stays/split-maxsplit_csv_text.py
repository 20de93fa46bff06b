# SPDX-License-Identifier: Apache-2.0
# stays: split-maxsplit: the receiver is no str; its split knows quotes and takes no limit
"""Cities from the address lists of a mail order firm.

Fields may hold commas within quotes, so rows are of a class that takes care of it.
"""

import random


class Row:
    """A row of a list with quoted fields."""

    def __init__(self, text):
        self.text = text

    def split(self, separator):
        """Fields; separators within quotes do not count."""
        fields = [""]
        quoted = False
        for letter in self.text:
            if letter == '"':
                quoted = not quoted
            elif letter == separator and not quoted:
                fields.append("")
            else:
                fields[-1] += letter
        return fields


def name_of(row):
    """The first field."""
    return row.split(",")[0]


def city_of(row):
    """The last field."""
    return row.split(",")[-1]


def cities(rows):
    """How many rows each city has."""
    counts = {}
    for row in rows:
        city = city_of(row)
        counts[city] = counts.get(city, 0) + 1
    return counts


def main():
    rng = random.Random(62)
    rows = []
    for number in range(12_000):
        city = rng.choice(('"Washington, D.C."', "Boston", '"Paris, Texas"', "Salem"))
        rows.append(Row('"Smith, %d",%d Main St,%s' % (number, number % 90, city)))
    print(sorted(cities(rows).items()))
    print([name_of(row) for row in rows[:3]], city_of(Row("alone")))


if __name__ == "__main__":
    main()
