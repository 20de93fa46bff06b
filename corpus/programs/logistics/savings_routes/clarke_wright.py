# SPDX-License-Identifier: Apache-2.0
"""The savings method of Clarke and Wright with delivery windows."""
from customers import bearing, drive

UNLOAD_MINUTES = 6


def savings(depot, customers):
    """(saving, id, id) of every pair, the largest saving first."""
    result = []
    for a in customers:
        for b in customers:
            if a.id < b.id:
                saved = drive(depot, a) + drive(depot, b) - drive(a, b)
                result.append((saved, a.id, b.id))
                result.sort(key=lambda s: (-s[0], s[1], s[2]))
    return result


def crates(route):
    return sum(c.crates for c in route)


def timetable(depot, route, start=420):
    """Arrival minutes, None when a customer would be closed by then."""
    times = []
    now, here = start, depot
    for customer in route:
        now = max(now + drive(here, customer), customer.opens)
        if now > customer.closes:
            return None
        times.append(now)
        now += UNLOAD_MINUTES
        here = customer
    return times


def route_with(routes, number):
    for route in routes:
        if number in [c.id for c in route]:
            return route
    return None


def joined(first, second, a, b):
    """The two routes end to end so that a and b become neighbours, or None."""
    if first[0].id == a:
        first = first[::-1]
    if second[-1].id == b:
        second = second[::-1]
    if first[-1].id != a or second[0].id != b:
        return None
    return first + second


def build(depot, customers, capacity):
    routes = [[c] for c in customers]
    for saved, a, b in savings(depot, customers):
        if saved <= 0:
            break
        first, second = route_with(routes, a), route_with(routes, b)
        if first is second:
            continue
        route = joined(first, second, a, b)
        if route is None or crates(first) + crates(second) > capacity:
            continue
        if timetable(depot, route) is None:
            route = route[::-1]
            if timetable(depot, route) is None:
                continue
        routes.remove(first)
        routes.remove(second)
        routes.append(route)
    return sorted(routes, key=lambda r: bearing(depot, r[0]))


def minutes(depot, route):
    stops = [depot] + route + [depot]
    return sum(drive(a, b) for a, b in zip(stops, stops[1:]))
