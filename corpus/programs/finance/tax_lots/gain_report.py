# SPDX-License-Identifier: Apache-2.0
from lot_matching import LONG_TERM_DAYS


def is_long_term(gain):
    return gain.closed - gain.opened > LONG_TERM_DAYS


def summarize(gains):
    """Net gains as (short term, long term)."""
    short = sum([g.proceeds - g.cost for g in gains if not is_long_term(g)])
    long = sum([g.proceeds - g.cost for g in gains if is_long_term(g)])
    return short, long


def by_symbol(gains):
    result = {}
    for symbol in sorted(set(g.symbol for g in gains)):
        result[symbol] = summarize([g for g in gains if g.symbol == symbol])
    return result


def wash_sales(gains, trades, days=30):
    """Losses with a purchase of the same symbol within `days` before or after the sale."""
    washed = []
    for gain in gains:
        if gain.proceeds >= gain.cost:
            continue
        near = [t for t in trades if t.side == "buy" and t.symbol == gain.symbol
                and abs(t.day - gain.closed) <= days and t.day != gain.opened]
        if len(near) > 0:
            washed.append(gain)
    return washed


def cumulative(gains):
    """(closing day, total gain so far), one row per day."""
    rows = []
    for day in sorted({g.closed for g in gains}):
        rows.append((day, sum(g.proceeds - g.cost for g in gains if g.closed <= day)))
    return rows
