# SPDX-License-Identifier: Apache-2.0
INFINITE = float("inf")


class RoadGraph:
    """Roads between places in minutes; a road may be closed to heavy trucks."""

    def __init__(self):
        self.roads = []
        self.places = []

    def add_road(self, a, b, minutes, max_tons=40):
        if minutes <= 0:
            raise ValueError("minutes must be positive")
        for place in (a, b):
            if place not in self.places:
                self.places.append(place)
        self.roads.append((a, b, minutes, max_tons))

    def ways(self, place, tons):
        found = []
        for a, b, minutes, max_tons in self.roads:
            if tons > max_tons:
                continue
            if a == place:
                found.append((b, minutes))
            if b == place:
                found.append((a, minutes))
        return found

    def shortest(self, start, tons=0):
        """(minutes, previous place) for every place that can be reached."""
        if start not in self.places:
            raise KeyError(start)
        minutes = {place: INFINITE for place in self.places}
        previous = {}
        minutes[start] = 0
        open_places = list(self.places)
        while open_places:
            here = min(open_places, key=lambda place: minutes[place])
            if minutes[here] == INFINITE:
                break
            open_places.remove(here)
            for other, cost in self.ways(here, tons):
                if other in open_places and minutes[here] + cost < minutes[other]:
                    minutes[other] = minutes[here] + cost
                    previous[other] = here
        return {p: m for p, m in minutes.items() if m < INFINITE}, previous

    def path(self, start, end, tons=0):
        minutes, previous = self.shortest(start, tons)
        if end not in minutes:
            return None
        steps = [end]
        while steps[0] != start:
            steps.insert(0, previous[steps[0]])
        return steps, minutes[end]


def nearest_depot(graph, depots, customers, tons=0):
    """customer -> (depot, minutes); the depot listed first when equal, None if unreachable."""
    result = {}
    for customer in customers:
        best = None
        for depot in depots:
            minutes, _ = graph.shortest(depot, tons)
            if customer in minutes and (best is None or minutes[customer] < best[1]):
                best = (depot, minutes[customer])
        result[customer] = best
    return result


def coverage(graph, depots, limit, tons=0):
    """Places within the limit of minutes of at least one depot."""
    reached = []
    for depot in depots:
        minutes, _ = graph.shortest(depot, tons)
        reached += [p for p in minutes if minutes[p] <= limit and p not in reached]
    return sorted(reached)


def centre(graph, tons=0):
    """The place whose farthest other place is nearest (of the places that reach all)."""
    best = None
    for place in sorted(graph.places):
        minutes, _ = graph.shortest(place, tons)
        if len(minutes) < len(graph.places):
            continue
        if best is None or max(minutes.values()) < best[1]:
            best = (place, max(minutes.values()))
    return best
