# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import csv
import io
import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Customer:
    id: int
    x: float
    y: float
    crates: int
    opens: int
    closes: int


class CustomerFile:
    """Customers from a CSV text with the columns id,x,y,crates,opens,closes."""

    def __init__(self, text: str):
        self._text = text

    def all(self) -> list[Customer]:
        reader = csv.DictReader(io.StringIO(self._text))
        found = []
        for row in reader:
            found.append(Customer(int(row["id"]), float(row["x"]), float(row["y"]), int(row["crates"]),
                                  int(row["opens"]), int(row["closes"])))
        return found

    def by_id(self, number: int) -> Customer:
        for customer in self.all():
            if customer.id == number:
                return customer
        raise KeyError(number)


def drive(a: Customer, b: Customer) -> float:
    """Minutes between two customers at 40 km/h, streets being a grid."""
    return (abs(a.x - b.x) + abs(a.y - b.y)) * 1.5


def bearing(depot: Customer, customer: Customer) -> float:
    return math.degrees(math.atan2(customer.y - depot.y, customer.x - depot.x)) % 360
