# SPDX-License-Identifier: Apache-2.0
from line_catalogue import air_to_vacuum, shifted


def candidates(peak, lines, velocity, tolerance):
    near = []
    for line in lines:
        expected = shifted(air_to_vacuum(line.wavelength), velocity)
        if abs(expected - peak.wavelength) <= tolerance:
            near.append(line)
    return near


def assign(peaks, lines, velocity, tolerance):
    """Gives each peak, strongest first, the strongest unused line within the tolerance."""
    used = []
    assigned = {}
    for peak in sorted(peaks, key=lambda p: -p.height):
        best = None
        for line in candidates(peak, lines, velocity, tolerance):
            if line in used:
                continue
            if best is None or line.strength > best.strength:
                best = line
        if best is not None:
            used.append(best)
            assigned[peak] = best
    return assigned


def best_velocity(peaks, lines, low, high, step, tolerance):
    """Radial velocity (km/s) for which most peaks have a line nearby; the slowest of equals."""
    best, most = None, 0
    velocity = low
    while velocity <= high:
        hits = 0
        for peak in peaks:
            if len(candidates(peak, lines, velocity, tolerance)) > 0:
                hits += 1
        if hits > most or (hits == most and best is not None and abs(velocity) < abs(best)):
            best, most = velocity, hits
        velocity += step
    return best, most


def element_summary(assigned):
    """(element, lines, summed height) sorted by number of lines, then name."""
    names = sorted(set(line.element for line in assigned.values()))
    rows = []
    for name in names:
        heights = [peak.height for peak, line in assigned.items() if line.element == name]
        rows.append((name, len(heights), round(sum(heights), 4)))
    return sorted(rows, key=lambda row: -row[1])
