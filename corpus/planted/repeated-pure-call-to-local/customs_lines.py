# SPDX-License-Identifier: Apache-2.0
# planted: repeated-pure-call-to-local in duty
"""Duties on parcels from a customs broker's export, one line for each parcel."""

import random
from typing import Dict, List

RATES = {"shoes": 17, "books": 0, "toys": 5, "watch": 3}


def duty(line: str) -> int:
    """Cents to pay for a line "number|kind|grams|cents|from|to|remark"."""
    if line.split("|")[1] not in RATES:
        return 0
    rate = RATES[line.split("|")[1]]
    value = int(line.split("|")[3])
    if value < 2_200:
        return 0
    heavy = int(line.split("|")[2]) > 20_000
    if line.split("|")[5] == "CH":
        rate += 1
    return value * rate // 100 + (500 if heavy else 0)


def by_country(lines: List[str]) -> Dict[str, int]:
    """Duties for each country of origin."""
    sums: Dict[str, int] = {}
    for line in lines:
        fields = line.split("|")
        sums[fields[4]] = sums.get(fields[4], 0) + duty(line)
    return sums


def dearest(lines: List[str]) -> str:
    """The number of the parcel with the highest duty."""
    best, number = -1, ""
    for line in lines:
        cents = duty(line)
        if cents > best:
            best, number = cents, line.split("|")[0]
    return number


def make_lines(rng: random.Random, count: int) -> List[str]:
    """Lines as the broker exports them."""
    kinds = list(RATES) + ["tools"]
    lines = []
    for number in range(count):
        lines.append("P%06d|%s|%d|%d|%s|%s|%s" % (
            number, rng.choice(kinds), rng.randrange(50, 30_000), rng.randrange(100, 90_000),
            rng.choice(("CN", "US", "GB")), rng.choice(("DE", "CH", "AT")),
            "gift|" * rng.randrange(3)))
    return lines


def main() -> None:
    lines = make_lines(random.Random(40), 70_000)
    print(sorted(by_country(lines).items()))
    print(dearest(lines), dearest(lines[:1_000]), duty(lines[7]))


if __name__ == "__main__":
    main()
