# SPDX-License-Identifier: Apache-2.0
from quote_board import UnknownPair


def best_route(rates, source, target, limit=4):
    """(rate, route) with the best product of rates over at most `limit` trades; of equals, the first found."""
    best = (0.0, [])

    def walk(route, product):
        nonlocal best
        here = route[-1]
        if here == target:
            if product > best[0]:
                best = (product, route)
            return
        if len(route) > limit:
            return
        for there in sorted(rates[here]):
            if there not in route:
                walk(route + [there], product * rates[here][there])

    walk([source], 1.0)
    if not best[1]:
        raise UnknownPair(f"{source}/{target}")
    return best


def triangles(rates, threshold=1.0):
    """Round trips over three currencies that gain, best first; each is listed once, smallest name first."""
    found = []
    for a in rates:
        for b in rates[a]:
            for c in rates[b]:
                if c != a and a in rates[c]:
                    gain = rates[a][b] * rates[b][c] * rates[c][a]
                    trip = [a, b, c]
                    while trip[0] != min(trip):
                        trip.append(trip.pop(0))
                    if gain > threshold and tuple(trip) not in [t for _, t in found]:
                        found.append((gain, tuple(trip)))
    return sorted(found, key=lambda f: (-f[0], f[1]))


def book_value(entries, board, home):
    """Entries (day, currency, amount) in the home currency, each at the best route of its day."""
    total = 0.0
    for day, currency, amount in entries:
        if currency == home:
            total += amount
            continue
        rate, _ = best_route(board.matrix(day), currency, home, 3)
        total += amount * rate
    return total


def exposure(entries):
    """Net amount per currency, and the currencies that are overdrawn."""
    nets = {}
    for _, currency, amount in entries:
        nets[currency] = nets.get(currency, 0) + amount
    return nets, [c for c in sorted(nets.keys()) if nets[c] < 0]
