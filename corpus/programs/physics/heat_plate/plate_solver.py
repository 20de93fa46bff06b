# SPDX-License-Identifier: Apache-2.0
# Explicit heat conduction in a rectangular plate with holes and heated spots.

MATERIALS = {
    # name: (conductivity W/mK, density kg/m3, specific heat J/kgK)
    "copper": (401.0, 8960.0, 385.0),
    "steel": (50.2, 7850.0, 466.0),
    "glass": (1.05, 2500.0, 840.0),
}


def diffusivity(material):
    conductivity, density, heat = MATERIALS[material]
    return conductivity / (density * heat)


def stable_step(material, spacing):
    return 0.25 * spacing ** 2 / diffusivity(material)


class Plate:
    def __init__(self, width, height, material, spacing=0.01, ambient=20.0):
        self.width, self.height = width, height
        self.material = material
        self.spacing = spacing
        self.ambient = ambient
        self.cells = [[ambient for _ in range(width)] for _ in range(height)]
        self.holes = []
        self.heaters = {}
        self.probes = {}

    def punch(self, x0, y0, x1, y1):
        """A rectangular hole; its cells stay at ambient temperature."""
        for y in range(y0, y1):
            for x in range(x0, x1):
                if (x, y) not in self.holes:
                    self.holes.append((x, y))

    def heat(self, x, y, degrees_per_second):
        if (x, y) in self.holes:
            raise ValueError("heater over a hole")
        self.heaters[(x, y)] = degrees_per_second

    def probe(self, name, x, y):
        self.probes[name] = ((x, y), [])

    def step(self, seconds):
        if seconds > stable_step(self.material, self.spacing):
            raise ValueError("time step is not stable")
        old = [row[:] for row in self.cells]
        for y in range(self.height):
            for x in range(self.width):
                if (x, y) in self.holes:
                    continue
                factor = diffusivity(self.material) * seconds / self.spacing ** 2
                here = old[y][x]
                flow = 0.0
                for dx, dy in [(-1, 0), (1, 0), (0, -1), (0, 1)]:
                    if 0 <= x + dx < self.width and 0 <= y + dy < self.height:
                        flow += old[y + dy][x + dx] - here
                value = here + factor * flow
                if (x, y) in self.heaters:
                    value += self.heaters[(x, y)] * seconds
                self.cells[y][x] = value
        for (x, y), readings in self.probes.values():
            readings.append(self.cells[y][x])

    def run(self, steps, seconds, stop_below=None):
        """Steps until done, or until no cell changes by more than `stop_below` degrees."""
        for done in range(1, steps + 1):
            before = [list(row) for row in self.cells]
            self.step(seconds)
            if stop_below is not None:
                changes = []
                for y in range(self.height):
                    for x in range(self.width):
                        changes.append(abs(self.cells[y][x] - before[y][x]))
                if max(changes) < stop_below:
                    return done
        return steps

    def hottest(self):
        best = None
        for y, row in enumerate(self.cells):
            for x, value in enumerate(row):
                if best is None or value > best[0]:
                    best = (value, x, y)
        return best

    def isotherm(self, low, high):
        """Picture of the plate: '#' above high, '+' above low, ' ' in holes, '.' elsewhere."""
        picture = []
        for y in range(self.height):
            line = ""
            for x in range(self.width):
                if (x, y) in self.holes:
                    line += " "
                else:
                    value = self.cells[y][x]
                    line += "#" if value > high else "+" if value > low else "."
            picture.append(line)
        return "\n".join(picture)


def settling_time(readings, seconds, tolerance):
    """First time after which the readings stay within `tolerance` of the last one."""
    for index in range(len(readings)):
        if all([abs(value - readings[-1]) <= tolerance for value in readings[index:]]):
            return index * seconds
    return None
