# SPDX-License-Identifier: Apache-2.0
"""Multi-level bills of material: explosion, cost roll-up and where-used."""

from collections import namedtuple

Line = namedtuple("Line", "parent component quantity")
Part = namedtuple("Part", "number description unit_cost lead_days")


class CircularBill(Exception):
    """A part contains itself, directly or through its components."""


class BillOfMaterial:

    def __init__(self, parts, lines):
        self.parts = {p.number: p for p in parts}
        self.lines = tuple(lines)
        for line in self.lines:
            if line.parent not in self.parts or line.component not in self.parts:
                raise KeyError(f"line {line.parent} -> {line.component} names an unknown part")

    def children(self, number):
        return [line for line in self.lines if line.parent == number]

    def is_purchased(self, number):
        return len(self.children(number)) == 0

    def check_circular(self, number, path=()):
        if number in path:
            raise CircularBill(" > ".join(path + (number,)))
        for line in self.children(number):
            self.check_circular(line.component, path + (number,))

    def unit_cost(self, number):
        """Material cost of one unit, in cents; assemblies add their own handling cost."""
        cost = self.parts[number].unit_cost
        for line in self.children(number):
            cost += line.quantity * self.unit_cost(line.component)
        return cost

    def cumulative_lead(self, number):
        longest = 0
        for line in self.children(number):
            longest = max(longest, self.cumulative_lead(line.component))
        return longest + self.parts[number].lead_days

    def explode(self, number, quantity):
        """Purchased parts needed for `quantity` units, as {number: amount} in order of first use."""
        needs = {}
        if self.is_purchased(number):
            needs[number] = quantity
            return needs
        for line in self.children(number):
            below = self.explode(line.component, quantity * line.quantity)
            for component, amount in below.items():
                if component in needs.keys():
                    needs[component] = needs[component] + amount
                else:
                    needs[component] = amount
        return needs

    def where_used(self, number):
        """All assemblies above a part, nearest first, each once."""
        found = []
        waiting = [number]
        while len(waiting) > 0:
            current = waiting.pop(0)
            for line in self.lines:
                if line.component == current and line.parent not in found:
                    found.append(line.parent)
                    waiting.append(line.parent)
        return found


def shortage_report(bom, needs, stock):
    """Text lines for parts whose stock does not cover the need, largest shortage first."""
    missing = []
    for number in needs:
        short = needs[number] - stock.get(number, 0)
        if short > 0:
            missing.append((short, number))
    missing.sort(key=lambda pair: (-pair[0], pair[1]))
    return [f"{number:<10}{bom.parts[number].description:<16}{short:>8}" for short, number in missing]
