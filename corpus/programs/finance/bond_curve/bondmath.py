# SPDX-License-Identifier: Apache-2.0
"""Fixed coupon bonds: cash flows, price, yield, duration. Times are years from today."""
import math
from typing import NamedTuple


class Bond(NamedTuple):
    name: str
    coupon: float       # yearly, percent of the face value
    maturity: float
    frequency: int = 2


class NoYield(ArithmeticError):
    pass


def cash_flows(bond):
    """(time, amount) by time; the first coupon period may be short."""
    flows = []
    t = bond.maturity
    while t > 1e-9:
        flows.insert(0, (t, bond.coupon / bond.frequency))
        t -= 1.0 / bond.frequency
    if flows:
        last = flows.pop()
        flows.append((last[0], last[1] + 100.0))
    return flows


def price_from_yield(bond, y):
    total = 0.0
    for t, amount in cash_flows(bond):
        total += amount / (1.0 + y / bond.frequency) ** (t * bond.frequency)
    return total


def yield_from_price(bond, price, tolerance=1e-10):
    """Bisection between -50% and 200%."""
    low, high = -0.5, 2.0
    if price_from_yield(bond, low) < price or price_from_yield(bond, high) > price:
        raise NoYield(bond.name)
    while high - low > tolerance:
        middle = (low + high) / 2
        if price_from_yield(bond, middle) > price:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def macaulay_duration(bond, y):
    weighted = 0.0
    for t, amount in cash_flows(bond):
        weighted += t * amount / (1.0 + y / bond.frequency) ** (t * bond.frequency)
    return weighted / price_from_yield(bond, y)


def convexity(bond, y, bump=1e-4):
    up, down = price_from_yield(bond, y + bump), price_from_yield(bond, y - bump)
    return (up + down - 2 * price_from_yield(bond, y)) / (price_from_yield(bond, y) * bump ** 2)


class ZeroCurve:
    """Zero rates (continuous) at ascending times; linear between them, flat outside."""

    def __init__(self):
        self.times = []
        self.rates = []

    def add(self, time, rate):
        if self.times and time <= self.times[-1]:
            raise ValueError("times must ascend")
        self.times = self.times + [time]
        self.rates = self.rates + [rate]

    def rate(self, t):
        if t <= self.times[0]:
            return self.rates[0]
        for i in range(1, len(self.times)):
            if t <= self.times[i]:
                share = (t - self.times[i - 1]) / (self.times[i] - self.times[i - 1])
                return self.rates[i - 1] + share * (self.rates[i] - self.rates[i - 1])
        return self.rates[-1]

    def discount(self, t):
        return math.exp(-self.rate(t) * t)

    def price(self, bond):
        return sum([amount * self.discount(t) for t, amount in cash_flows(bond)])

    def copy(self):
        other = ZeroCurve()
        for t, r in zip(self.times, self.rates):
            other.add(t, r)
        return other


def bootstrap(quotes):
    """Curve that reprices all quoted bonds; quotes are (bond, price)."""
    curve = ZeroCurve()
    for bond, price in sorted(quotes, key=lambda q: q[0].maturity):
        low, high = -0.3, 1.0
        for _ in range(40):
            middle = (low + high) / 2
            trial = curve.copy()
            trial.add(bond.maturity, middle)
            if trial.price(bond) > price:
                low = middle
            else:
                high = middle
        curve.add(bond.maturity, (low + high) / 2)
    return curve
