# SPDX-License-Identifier: Apache-2.0
"""Neighbourhoods in a network of rain gauges on the globe."""
import math

EARTH_KM = 6371.0


class Gauge:
    def __init__(self, code, lat, lon, rain=None):
        self.code = code
        self.lat = lat
        self.lon = lon
        self.rain = rain

    def __repr__(self):
        return "<%s>" % self.code


def great_circle(a, b):
    phi1, phi2 = math.radians(a.lat), math.radians(b.lat)
    dphi = math.radians(b.lat - a.lat)
    dlam = math.radians(b.lon - a.lon)
    h = math.sin(dphi / 2) ** 2 + math.cos(phi1) * math.cos(phi2) * math.sin(dlam / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


class GaugeNetwork:
    def __init__(self, gauges):
        codes = [g.code for g in gauges]
        for code in codes:
            if codes.count(code) > 1:
                raise ValueError("gauge %s is listed twice" % code)
        self.gauges = list(gauges)

    def get(self, code):
        matches = [g for g in self.gauges if g.code == code]
        if not matches:
            raise KeyError(code)
        return matches[0]

    def nearest(self, code, k):
        """The k gauges nearest to the one with this code, nearest first."""
        here = self.get(code)
        others = [g for g in self.gauges if g.code != code]
        others.sort(key=lambda g: great_circle(here, g))
        return others[:k]

    def mutual_pairs(self, k):
        """Pairs that are among each other's k nearest gauges."""
        pairs = []
        for gauge in self.gauges:
            for other in self.nearest(gauge.code, k):
                if gauge.code < other.code:
                    if gauge in self.nearest(other.code, k):
                        pairs.append((gauge.code, other.code))
        return sorted(pairs)

    def closest_pair(self):
        best = None
        for a in self.gauges:
            for b in self.gauges:
                if a is b:
                    continue
                if best is None or great_circle(a, b) < great_circle(best[0], best[1]):
                    best = (a, b)
        return best

    def fill_gaps(self, k):
        """Estimate missing rain from the k nearest gauges that measured some.

        Estimates are not used for other estimates.
        """
        filled = {}
        for gauge in self.gauges:
            if gauge.rain is not None:
                continue
            known = [g for g in self.nearest(gauge.code, len(self.gauges)) if g.rain is not None][:k]
            weights = [1.0 / max(great_circle(gauge, g), 0.1) ** 2 for g in known]
            if sum(weights) > 0:
                filled[gauge.code] = sum(w * g.rain for w, g in zip(weights, known)) / sum(weights)
        return filled


def suspicious(network, k, factor):
    """Codes of gauges that differ from the mean of their neighbours by the factor."""
    flagged = []
    for gauge in network.gauges:
        if gauge.rain is None:
            continue
        near = [g.rain for g in network.nearest(gauge.code, k) if g.rain is not None]
        if len(near) < 2:
            continue
        mean = sum(near) / len(near)
        if gauge.rain > mean * factor or gauge.rain * factor < mean:
            flagged.append(gauge.code)
    return flagged
