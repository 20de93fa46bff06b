# SPDX-License-Identifier: Apache-2.0
import math

from scala_format import just_intervals, odd_limit, parse_scale


class Temperament:
    """A scale mapped onto the keyboard, key 69 being the reference pitch."""

    def __init__(self, source, reference=440.0):
        self.source = source
        self.reference = reference

    def cents_of_key(self, key):
        name, degrees = parse_scale(self.source)
        size = len(degrees)
        octave, step = divmod(key - 69, size)
        inside = 0.0 if step == 0 else degrees[step - 1]
        return octave * degrees[-1] + inside

    def frequency(self, key):
        return self.reference * 2 ** (self.cents_of_key(key) / 1200)

    def nearest_key(self, hertz):
        best_key = None
        best_gap = math.inf
        for key in range(128):
            gap = abs(1200 * math.log2(hertz / self.frequency(key)))
            if gap < best_gap:
                best_key, best_gap = key, gap
        return best_key, best_gap

    def beating(self, chord):
        """Sum of the distances (in Hz) of coinciding partials, for each pair of keys."""
        total = 0.0
        for low in chord:
            for high in chord:
                if low < high:
                    for p in range(1, 7):
                        for q in range(1, 7):
                            difference = abs(p * self.frequency(low) - q * self.frequency(high))
                            if 0 < difference < 12:
                                total += difference / (p * q)
        return total


def name_interval(cents, limit=15):
    """The simplest just ratio within 12 cents, or '?'."""
    candidates = []
    for ratio in just_intervals(limit):
        if abs(1200 * math.log2(ratio) - cents % 1200) <= 12:
            candidates.append(ratio)
    if not candidates:
        return "?"
    candidates.sort(key=lambda r: (odd_limit(r), r))
    return f"{candidates[0].numerator}/{candidates[0].denominator}"


def interval_table(temperament, first, last):
    rows = []
    for low in range(first, last):
        for high in range(low + 1, last + 1):
            width = temperament.cents_of_key(high) - temperament.cents_of_key(low)
            rows.append((low, high, name_interval(width)))
    return rows
