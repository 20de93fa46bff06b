# SPDX-License-Identifier: Apache-2.0
import random

from parts_tree import BillOfMaterial, Line, Part, shortage_report

LEVELS = [1, 5, 12, 20, 40]


def build(rng):
    parts, lines, above = [], [], []
    for level, width in enumerate(LEVELS):
        here = [f"{'ABCDE'[level]}-{100 + i}" for i in range(width)]
        for number in here:
            parts.append(Part(number, f"part {number}", rng.randrange(5, 900), rng.randrange(1, 15)))
        for parent in above:
            for component in sorted(rng.sample(here, min(5, width))):
                lines.append(Line(parent, component, rng.randrange(1, 4)))
        above = here
    return BillOfMaterial(parts, lines)


def main():
    rng = random.Random(77)
    bom = build(rng)
    top = "A-100"
    bom.check_circular(top)
    total = 0
    for batch in range(1, 41):
        needs = bom.explode(top, batch)
        stock = {number: rng.randrange(0, 2500) for number in bom.parts}
        report = shortage_report(bom, needs, stock)
        total += len(report) + sum(needs.values())
    print("exploded", total)
    costs = [bom.unit_cost(number) for number in bom.parts]
    print("cost of top", costs[0], "all", sum(costs))
    print("lead", [bom.cumulative_lead(f"B-{100 + i}") for i in range(4)], bom.cumulative_lead(top))
    print("used", sum(len(bom.where_used(number)) for number in bom.parts))
    print(report[0], "|", report[-1])


if __name__ == "__main__":
    main()
