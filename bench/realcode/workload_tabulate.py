# SPDX-License-Identifier: Apache-2.0
"""Print query results in the formats that a reporting job offers."""

import hashlib
import random

from tabulate import tabulate

FORMATS = ["simple", "grid", "github", "html", "latex", "fancy_grid", "rst", "tsv"]


def query_result(seed, rows):
    """Rows as a database driver returns them: numbers, text, missing values."""
    rng = random.Random(seed)
    cities = ["Oslo", "Århus", "Zürich", "Lisboa", "Kraków", "New\nYork"]
    return [[number, rng.choice(cities), rng.randrange(10**6), rng.random() * 1000,
             None if rng.random() < 0.1 else "%.2f" % rng.uniform(0, 99), rng.choice([True, False]),
             "note %d with some text" % rng.randrange(50)] for number in range(rows)]


def main():
    digest = hashlib.sha256()
    headers = ["id", "city", "inhabitants", "index", "price", "active", "note"]
    for seed, style in enumerate(FORMATS):
        rows = query_result(seed, 900)
        digest.update(tabulate(rows, headers=headers, tablefmt=style).encode())
        records = [dict(zip(headers, row)) for row in rows[:300]]
        digest.update(tabulate(records, headers="keys", tablefmt=style, floatfmt=".3f", missingval="-").encode())
        digest.update(tabulate(rows[:120], headers=headers, tablefmt="grid", maxcolwidths=12,
                               colalign=("right", "left")).encode())
    print(digest.hexdigest()[:16])


if __name__ == "__main__":
    main()
