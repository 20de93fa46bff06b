# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from typing import List, NamedTuple, Optional


class Fill(NamedTuple):
    buy_id: int
    sell_id: int
    price: int
    quantity: int


class Order:
    __slots__ = ("id", "side", "price", "quantity", "owner", "sequence")

    def __init__(self, id: int, side: str, price: int, quantity: int, owner: str = ""):
        self.id, self.side, self.price, self.quantity, self.owner = id, side, price, quantity, owner
        self.sequence = 0


class LimitBook:
    """Price-time priority. Prices are ticks."""

    def __init__(self) -> None:
        self.bids: List[Order] = []
        self.asks: List[Order] = []
        self.fills: List[Fill] = []
        self._sequence = 0

    def _priority(self, order: Order):
        return (-order.price if order.side == "buy" else order.price, order.sequence)

    def _side(self, side: str) -> List[Order]:
        if side not in ["buy", "sell"]:
            raise ValueError(f"no such side: {side}")
        return self.bids if side == "buy" else self.asks

    def submit(self, order: Order) -> int:
        """Match an order; what is left of it rests in the book. Returns the quantity filled."""
        own, other = self._side(order.side), self._side("sell" if order.side == "buy" else "buy")
        self._sequence += 1
        order.sequence = self._sequence
        filled = 0
        while order.quantity > 0 and len(other) > 0:
            best = other[0]
            crosses = best.price <= order.price if order.side == "buy" else best.price >= order.price
            if not crosses:
                break
            if best.owner and best.owner == order.owner:
                other.pop(0)
                continue
            quantity = min(best.quantity, order.quantity)
            pair = (order.id, best.id) if order.side == "buy" else (best.id, order.id)
            self.fills = self.fills + [Fill(*pair, best.price, quantity)]
            order.quantity -= quantity
            best.quantity -= quantity
            filled += quantity
            if best.quantity == 0:
                other.pop(0)
        if order.quantity > 0:
            own.append(order)
            own.sort(key=self._priority)
        return filled

    def find(self, order_id: int) -> Optional[Order]:
        for order in self.bids + self.asks:
            if order.id == order_id:
                return order
        return None

    def cancel(self, order_id: int) -> bool:
        order = self.find(order_id)
        if order is None:
            return False
        self._side(order.side).remove(order)
        return True

    def depth(self, side: str, levels: int = 5):
        """Best price levels as (price, total quantity, number of orders)."""
        book = self._side(side)
        prices = sorted(set(o.price for o in book), reverse=side == "buy")
        return [(p, sum(o.quantity for o in book if o.price == p), len([o for o in book if o.price == p]))
                for p in prices[:levels]]

    def spread(self) -> Optional[int]:
        if not self.bids or not self.asks:
            return None
        return min(o.price for o in self.asks) - max(o.price for o in self.bids)

    def imbalance(self) -> float:
        """Share of bid quantity among all resting quantity."""
        bid = sum([o.quantity for o in self.bids])
        total = bid + sum([o.quantity for o in self.asks])
        return bid / total if total else 0.5
