# SPDX-License-Identifier: Apache-2.0
"""Income tax of households in a fictitious country. All amounts are whole crowns."""
from dataclasses import dataclass
from typing import Dict, List, Optional, Tuple

Brackets = List[Tuple[Optional[int], int]]

BRACKETS: Dict[int, Brackets] = {
    2021: [(9000, 0), (20000, 14), (45000, 28), (110000, 36), (None, 42)],
    2022: [(9500, 0), (21000, 14), (47000, 29), (115000, 38), (None, 43)],
}
CHILD_BENEFIT = [1800, 1800, 2100, 2400]
DEDUCTIBLE = ["pension", "donation", "commuting", "tools", "training"]
CAPS = {"donation": 3000, "commuting": 2500}


@dataclass
class Person:
    wages: int = 0
    interest: int = 0
    deductions: Tuple[Tuple[str, int], ...] = ()

    def taxable(self) -> int:
        """Income less recognised deductions; kinds with a cap count up to the cap in total."""
        claimed: Dict[str, int] = {}
        for kind, amount in self.deductions:
            if kind in DEDUCTIBLE:
                claimed[kind] = claimed.get(kind, 0) + amount
        total = self.wages + max(0, self.interest - 801)
        for kind in claimed.keys():
            total -= min(claimed[kind], CAPS.get(kind, claimed[kind]))
        return max(0, total)


def tax_on(income: int, year: int) -> int:
    tax, lower = 0, 0
    for upper, percent in BRACKETS[year]:
        if upper is None or income <= upper:
            return tax + (income - lower) * percent // 100
        tax += (upper - lower) * percent // 100
        lower = upper
    return tax


def marginal_rate(income: int, year: int) -> int:
    rate = 0
    for upper, percent in BRACKETS[year]:
        rate = percent
        if upper is not None and income <= upper:
            break
    return rate


def child_benefit(children: int) -> int:
    total = 0
    for n in range(children):
        total += CHILD_BENEFIT[n] if n < len(CHILD_BENEFIT) else CHILD_BENEFIT[-1]
    return total


@dataclass
class Household:
    people: List[Person]
    children: int = 0

    def separate(self, year: int) -> int:
        return sum([tax_on(p.taxable(), year) for p in self.people])

    def joint(self, year: int) -> int:
        """Splitting: the tax on an equal share, times the number of people."""
        share = sum([p.taxable() for p in self.people]) // len(self.people)
        return tax_on(share, year) * len(self.people)

    def net_tax(self, year: int) -> int:
        """The better way of assessment; benefits may make the tax negative."""
        if self.joint(year) < self.separate(year):
            return self.joint(year) - child_benefit(self.children)
        return self.separate(year) - child_benefit(self.children)


def gross_for_net(net: int, year: int) -> int:
    """Smallest gross income of a single person without deductions that leaves at least `net`."""
    gross = net
    while gross - tax_on(gross, year) < net:
        gross += 1
    return gross
