# SPDX-License-Identifier: Apache-2.0
import math
from statistics import NormalDist

from demand_series import best_alpha, forecast_error, smoothed


class Part:
    def __init__(self, code, price, lead_days, sales):
        self.code = code
        self.price = price
        self.lead_days = lead_days
        self.sales = sales

    @property
    def alpha(self):
        return best_alpha(self.sales)

    @property
    def daily(self):
        return smoothed(self.sales, self.alpha)[-1]

    @property
    def spread(self):
        return forecast_error(self.sales, self.alpha)


def safety_factor(service):
    return NormalDist().inv_cdf(service)


def order_quantity(part, order_cost, holding_rate):
    """Economic order quantity, at least one piece."""
    yearly = part.daily * 365
    return max(1, round(math.sqrt(2 * yearly * order_cost / (part.price * holding_rate))))


def reorder_point(part, service):
    return math.ceil(part.daily * part.lead_days + safety_factor(service) * part.spread * math.sqrt(part.lead_days))


def simulate(part, point, quantity, start):
    """Days without stock and the orders placed when the sales happen again."""
    stock = start
    arriving = []
    short = orders = 0
    for day, amount in enumerate(part.sales):
        for order in arriving[:]:
            if order[0] == day:
                stock += order[1]
                arriving.remove(order)
        if amount > stock:
            short += 1
        stock = max(0, stock - amount)
        if stock + sum(q for _, q in arriving) <= point:
            arriving.append((day + part.lead_days, quantity))
            orders += 1
    return short, orders, stock


def plan(parts, service=0.95, order_cost=40.0, holding_rate=0.2):
    rows = []
    for part in parts:
        point = reorder_point(part, service)
        quantity = order_quantity(part, order_cost, holding_rate)
        rows.append((part.code, point, quantity) + simulate(part, point, quantity, point + quantity))
    return rows
