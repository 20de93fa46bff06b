# SPDX-License-Identifier: Apache-2.0
"""Paraxial design of lens stacks with ray transfer (ABCD) matrices."""

GLASSES = [
    ("BK7", (1.03961212, 0.00600069867), (0.231792344, 0.0200179144), (1.01046945, 103.560653)),
    ("SF10", (1.62153902, 0.0122241457), (0.256287842, 0.0595736775), (1.64447552, 147.468793)),
    ("F2", (1.34533359, 0.00997743871), (0.209073176, 0.0470450767), (0.937357162, 111.886764)),
    ("SILICA", (0.6961663, 0.0046791), (0.4079426, 0.0135121), (0.8974794, 97.934)),
]


def refractive_index(glass, micron):
    """Sellmeier equation."""
    if glass == "AIR":
        return 1.0
    for name, *terms in GLASSES:
        if name == glass:
            square = 1.0
            for b, c in terms:
                square += b * micron ** 2 / (micron ** 2 - c)
            return square ** 0.5
    raise LookupError(glass)


def multiply(m, n):
    result = [[0.0, 0.0], [0.0, 0.0]]
    for i in range(2):
        for j in range(2):
            for k in range(2):
                result[i][j] += m[i][k] * n[k][j]
    return result


def surface(radius, n1, n2):
    power = 0.0 if radius is None else (n1 - n2) / (radius * n2)
    return [[1.0, 0.0], [power, n1 / n2]]


def gap(distance):
    return [[1.0, distance], [0.0, 1.0]]


class Stack:
    """Surfaces as (radius or None if plane, distance to the next surface, medium behind)."""

    def __init__(self, surfaces):
        self.surfaces = list(surfaces)

    def system_matrix(self, micron):
        matrix = [[1.0, 0.0], [0.0, 1.0]]
        medium = "AIR"
        for index, (radius, thickness, behind) in enumerate(self.surfaces):
            n1, n2 = refractive_index(medium, micron), refractive_index(behind, micron)
            matrix = multiply(surface(radius, n1, n2), matrix)
            if index < len(self.surfaces) - 1:
                matrix = multiply(gap(thickness), matrix)
            medium = behind
        return matrix

    def focal_length(self, micron):
        c = self.system_matrix(micron)[1][0]
        return float("inf") if abs(c) < 1e-15 else -1.0 / c

    def back_focus(self, micron):
        matrix = self.system_matrix(micron)
        return -matrix[0][0] / matrix[1][0]

    def with_radius(self, index, radius):
        surfaces = [tuple(s) for s in self.surfaces]
        surfaces[index] = (radius,) + surfaces[index][1:]
        return Stack(surfaces)


def spot_radius(stack, micron, screen, heights):
    """Largest height on the screen of rays entering parallel to the axis."""
    worst = 0.0
    for height in heights:
        matrix = multiply(gap(screen), stack.system_matrix(micron))
        worst = max(worst, abs(matrix[0][0] * height))
    return worst


def chromatic_shift(stack, colours):
    focuses = [stack.back_focus(colour) for colour in colours]
    return max(focuses) - min(focuses)


def bend(stack, index, low, high, steps, colours):
    """The radius among equally spaced ones with the least chromatic shift, and that shift."""
    best = None
    for n in range(steps + 1):
        radius = low + (high - low) * n / steps
        trial = stack.with_radius(index, radius)
        shift = chromatic_shift(trial, colours)
        if best is None or shift < best[1]:
            best = (radius, shift)
    return best


def prescription(stack):
    lines = ["surface    radius   distance  medium"]
    for number, (radius, thickness, medium) in enumerate(stack.surfaces, start=1):
        shown = "plane" if radius is None else "%.3f" % radius
        lines.append("%7d%10s%11.3f  %s" % (number, shown, thickness, medium))
    return "\n".join(lines)
