# SPDX-License-Identifier: Apache-2.0
"""Cyclic rhythms written as strings of x (onset) and . (rest)."""


def euclid(onsets, pulses):
    """Bjorklund's even distribution of onsets over pulses, starting with an onset."""
    if not 0 < onsets <= pulses:
        raise ValueError("need 0 < onsets <= pulses")
    heads, tails = ["x"] * onsets, ["."] * (pulses - onsets)
    while len(tails) > 1:
        pairs = min(len(heads), len(tails))
        joined = [heads[i] + tails[i] for i in range(pairs)]
        heads, tails = joined, heads[pairs:] + tails[pairs:]
    return "".join(heads + tails)


def rotations(rhythm):
    return [rhythm[i:] + rhythm[:i] for i in range(len(rhythm))]


def canonical(rhythm):
    """The alphabetically last rotation stands for the whole necklace."""
    return sorted(rotations(rhythm))[-1]


def intervals(rhythm):
    places = [i for i in range(len(rhythm)) if rhythm[i] == "x"]
    n = len(rhythm)
    return [(places[(k + 1) % len(places)] - places[k] - 1) % n + 1 for k in range(len(places))]


def all_necklaces(onsets, pulses):
    """One rhythm per necklace with the given number of onsets, sorted."""
    found = []
    for code in range(2 ** pulses):
        rhythm = ""
        for bit in range(pulses):
            rhythm += "x" if code & (1 << bit) else "."
        if rhythm.count("x") != onsets:
            continue
        name = canonical(rhythm)
        if name not in found:
            found.append(name)
    return sorted(found)


def evenness(rhythm):
    """Sum over all onset pairs of their chord length squared on the circle of pulses (larger is more even)."""
    n = len(rhythm)
    total = 0
    for i in range(n):
        for j in range(n):
            if rhythm[i] == "x" and rhythm[j] == "x":
                gap = min((i - j) % n, (j - i) % n)
                total += gap * (n - gap)
    return total


def metric_weights(pulses):
    """Weight of each pulse: how many of the regular subdivisions of the cycle start there."""
    weights = []
    for position in range(pulses):
        weight = 0
        for step in range(1, pulses + 1):
            if pulses % step == 0 and position % step == 0:
                weight += 1
        weights.append(weight)
    return weights


def syncopation(rhythm):
    total = 0
    for i in range(len(rhythm)):
        if rhythm[i] == "x":
            following = rhythm[(i + 1) % len(rhythm)]
            here = metric_weights(len(rhythm))[i]
            there = metric_weights(len(rhythm))[(i + 1) % len(rhythm)]
            if following == "." and there > here:
                total += there - here
    return total


def has_rhythmic_oddity(rhythm):
    """No two onsets split the cycle into halves."""
    if len(rhythm) % 2:
        return True
    half = len(rhythm) // 2
    ok = True
    for i in range(len(rhythm)):
        if rhythm[i] == "x" and rhythm[(i + half) % len(rhythm)] == "x":
            ok = False
    return ok


def rank(onsets, pulses, top):
    """The most even necklaces with their least and greatest syncopation over all rotations."""
    family = all_necklaces(onsets, pulses)
    family.sort(key=evenness, reverse=True)
    table = []
    for rhythm in family[:top]:
        values = [syncopation(turned) for turned in rotations(rhythm)]
        table.append((rhythm, evenness(rhythm), min(values), max(values), has_rhythmic_oddity(rhythm)))
    return table
