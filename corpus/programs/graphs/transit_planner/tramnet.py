# SPDX-License-Identifier: Apache-2.0
"""Journey planning on a tram network with line changes."""

CHANGE_MINUTES = 4
FAR = 10 ** 9


class Tramnet:
    def __init__(self):
        self.stops = []
        self.segments = []      # (from, to, line, minutes)

    def add_line(self, name, stops, minutes):
        """Register a line served in both directions; minutes[k] lies between stops k and k+1."""
        for stop in stops:
            if stop not in self.stops:
                self.stops.append(stop)
        for k in range(len(stops) - 1):
            self.segments.append((stops[k], stops[k + 1], name, minutes[k]))
            self.segments.append((stops[k + 1], stops[k], name, minutes[k]))

    def leaving(self, stop):
        return [s for s in self.segments if s[0] == stop]

    def lines_at(self, stop):
        return sorted(set(s[2] for s in self.segments if s[0] == stop))

    def states(self):
        """A traveller is at a stop on a line (or, before boarding, on no line)."""
        return [(stop, line) for stop in self.stops for line in self.lines_at(stop)]

    def search(self, start):
        """Shortest minutes to every (stop, line), changes included, and predecessors."""
        best = {state: FAR for state in self.states()}
        previous = {}
        for line in self.lines_at(start):
            best[(start, line)] = 0
        open_states = list(best)
        while open_states:
            here = min(open_states, key=lambda s: (best[s], s))
            open_states.remove(here)
            if best[here] == FAR:
                break
            stop, line = here
            options = []
            for _, target, on, minutes in self.leaving(stop):
                if on == line:
                    options.append(((target, line), minutes))
            for other in self.lines_at(stop):
                if other != line:
                    options.append(((stop, other), CHANGE_MINUTES))
            for state, minutes in options:
                if best[here] + minutes < best[state]:
                    best[state] = best[here] + minutes
                    previous[state] = here
        return best, previous

    def plan(self, start, goal):
        """(minutes, legs); a leg is (line, stops passed).  None when there is no way."""
        if start not in self.stops or goal not in self.stops:
            raise KeyError(goal if start in self.stops else start)
        if start == goal:
            return 0, []
        best, previous = self.search(start)
        ends = [s for s in best if s[0] == goal]
        end = min(ends, key=lambda s: (best[s], s))
        if best[end] == FAR:
            return None
        chain = [end]
        while chain[0] in previous:
            chain = [previous[chain[0]]] + chain
        legs = []
        for stop, line in chain:
            if legs and legs[-1][0] == line:
                legs[-1][1].append(stop)
            else:
                legs.append((line, [stop]))
        return best[end], [leg for leg in legs if len(leg[1]) > 1]

    def timetable(self, start):
        """Minutes from a stop to every other reachable stop."""
        out = {}
        for stop in self.stops:
            journey = self.plan(start, stop)
            if journey is not None:
                out[stop] = journey[0]
        return out

    def centre(self, candidates):
        """The candidate with the smallest greatest journey; the first of several."""
        winner, winner_reach = None, FAR
        for stop in candidates:
            reach = max(self.timetable(stop).values())
            if reach < winner_reach:
                winner, winner_reach = stop, reach
        return winner, winner_reach
