# SPDX-License-Identifier: Apache-2.0
# stays: min-remove-to-heap: 0.0 and -0.0 are equal, and the order of equals shows in the output
"""Print the depths of a sonar run from low to high; -0.0 means just below the mark."""

import random


def from_low_to_high(depths):
    """Depths as text, the lowest first, equal ones as they were measured."""
    left = list(depths)
    lines = []
    while left:
        lowest = min(left)
        left.remove(lowest)
        lines.append("%.1f" % lowest)
    return lines


def main():
    for run in range(5):
        rng = random.Random(run)
        depths = [rng.randrange(-20, 20) / 2 for _ in range(3_200)]
        depths = [-0.0 if depth == 0 and rng.random() < 0.5 else depth for depth in depths]
        lines = from_low_to_high(depths)
        zeros = [line for line in lines if line.endswith("0.0") and len(line) < 5]
        print(run, len(lines), zeros[:8], lines.index("-0.0"), lines.index("0.0"))


if __name__ == "__main__":
    main()
