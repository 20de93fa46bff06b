# SPDX-License-Identifier: Apache-2.0
# Capital gains of securities: buys make lots, sells use lots up.
import copy
from collections import namedtuple

Trade = namedtuple("Trade", "day symbol side quantity price fee")
Gain = namedtuple("Gain", "symbol opened closed quantity proceeds cost")
LONG_TERM_DAYS = 365


class ShortSale(Exception):
    pass


def pick_fifo(lots):
    return lots[0]


def pick_lifo(lots):
    return lots[-1]


def pick_highest_cost(lots):
    ranked = sorted(lots, key=lambda lot: lot["unit_cost"], reverse=True)
    return ranked[0]


METHODS = {"fifo": pick_fifo, "lifo": pick_lifo, "hifo": pick_highest_cost}


def open_lot(holdings, trade):
    unit_cost = (trade.quantity * trade.price + trade.fee) / trade.quantity
    lot = {"day": trade.day, "left": trade.quantity, "unit_cost": unit_cost}
    if trade.symbol in holdings.keys():
        holdings[trade.symbol] = holdings[trade.symbol] + [lot]
    else:
        holdings[trade.symbol] = [lot]


def held(holdings, symbol):
    total = 0
    for lot in holdings.get(symbol, []):
        total = total + lot["left"]
    return total


def close_lots(holdings, trade, pick):
    """Gains of one sale; fees lower the proceeds in proportion to the quantity."""
    if held(holdings, trade.symbol) < trade.quantity:
        raise ShortSale("%s on day %d" % (trade.symbol, trade.day))
    lots = holdings[trade.symbol]
    gains = []
    left = trade.quantity
    while left > 0:
        lot = pick(lots)
        used = min(left, lot["left"])
        proceeds = used * trade.price - trade.fee * used / trade.quantity
        gains.append(Gain(trade.symbol, lot["day"], trade.day, used, proceeds, used * lot["unit_cost"]))
        lot["left"] -= used
        left -= used
        if lot["left"] == 0:
            lots.remove(lot)
    return gains


def run_trades(trades, method="fifo", holdings=None):
    """(gains, holdings after all trades); the holdings given are not changed."""
    pick = METHODS[method]
    holdings = copy.deepcopy(holdings) if holdings else {}
    gains = []
    for trade in sorted(trades, key=lambda t: (t.day, t.side == "sell")):
        if trade.side == "buy":
            open_lot(holdings, trade)
        else:
            gains += close_lots(holdings, trade, pick)
    return gains, holdings
