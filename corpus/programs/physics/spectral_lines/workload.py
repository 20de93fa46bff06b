# SPDX-License-Identifier: Apache-2.0
import math
import random

from line_catalogue import Line, air_to_vacuum, find_peaks, shifted
from line_matching import assign, best_velocity, element_summary


def main():
    rng = random.Random(656)
    lines = [Line(rng.choice(("H", "He", "Na", "Fe", "Ca", "Mg")), round(rng.uniform(4000, 4600), 2), rng.random())
             for _ in range(150)]
    grid = [4010 + 0.4 * n for n in range(1450)]
    flux = [10 + math.sin(w / 200) + rng.gauss(0, 0.02) for w in grid]
    for line in lines[:60]:
        centre = shifted(air_to_vacuum(line.wavelength), 85.0)
        for n in range(max(0, int((centre - 4014) / 0.4)), min(len(grid), int((centre - 4006) / 0.4))):
            flux[n] += 3 * line.strength * math.exp(-((grid[n] - centre) / 0.9) ** 2)
    peaks = find_peaks(grid, flux, 0.35)
    velocity, hits = best_velocity(peaks, lines, -150, 200, 2, 0.35)
    found = assign(peaks, lines, velocity, 0.6)
    print("peaks", len(peaks), "velocity", velocity, "hits", hits, "assigned", len(found))
    print(element_summary(found))
    print("widths %.6f" % sum(peak.width for peak in peaks))


if __name__ == "__main__":
    main()
