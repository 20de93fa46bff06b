# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from grid_text import render
from pivoting import pivot, shares, unpivot


def sales(seed, count):
    rng = random.Random(seed)
    months = [f"2023-{m:02d}" for m in range(1, 13)]
    branches = [f"branch {b}" for b in range(40)]
    return [{"branch": rng.choice(branches), "month": rng.choice(months),
             "line": rng.choice(["toys", "tools", "books"]),
             "units": rng.randint(1, 40)} for _ in range(count)]


def main():
    facts = sales(17, 12000)
    monthly = pivot(facts, "branch", "month", "units")
    text = render(monthly, "Units by branch and month")
    print(text.splitlines()[1])
    print(text.splitlines()[2], zlib.crc32(text.encode()))
    lines = pivot(facts, "line", "month", "units", how="mean")
    print(render(lines, "Mean units"))
    part = shares(monthly)
    print(len(unpivot(monthly, "branch", "month", "units")), round(sum(part["branch 3"].values()), 6))


if __name__ == "__main__":
    main()
