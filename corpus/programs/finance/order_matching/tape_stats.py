# SPDX-License-Identifier: Apache-2.0
def vwap(fills):
    volume = sum(f.quantity for f in fills)
    return sum(f.price * f.quantity for f in fills) / volume if volume else 0.0


def bars(fills, size):
    """(open, high, low, close, volume) for every `size` fills; the last bar may be short."""
    rows = []
    for start in range(0, len(fills), size):
        part = fills[start:start + size]
        prices = [f.price for f in part]
        rows.append((prices[0], max(prices), min(prices), prices[-1], sum([f.quantity for f in part])))
    return rows


def moving_vwap(fills, width):
    return [vwap(fills[i - width:i]) for i in range(width, len(fills) + 1)]
