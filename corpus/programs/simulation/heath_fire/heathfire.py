# SPDX-License-Identifier: Apache-2.0
import copy
import math
import random

BARE, HEATHER, GORSE, BURNING, ASH = ".", "h", "g", "*", "_"
CATCH = {HEATHER: 0.38, GORSE: 0.62}
BURN_STEPS = {HEATHER: 2, GORSE: 4}

OFFSETS = {"n": (-1, 0), "ne": (-1, 1), "e": (0, 1), "se": (1, 1), "s": (1, 0), "sw": (1, -1), "w": (0, -1),
           "nw": (-1, -1)}


def sow(width, height, seed, gorse=0.3, bare=0.08):
    """A heath as rows of cells; a cell is a dict of what grows there and how long it has left to burn."""
    rng = random.Random(seed)
    rows = []
    for _ in range(height):
        row = []
        for _ in range(width):
            roll = rng.random()
            kind = BARE if roll < bare else GORSE if roll < bare + gorse else HEATHER
            row.append({"kind": kind, "left": BURN_STEPS.get(kind, 0)})
        rows.append(row)
    return rows


def cut_break(heath, x):
    """Mow a fire break from top to bottom."""
    for row in heath:
        row[x] = {"kind": BARE, "left": 0}


def ignite(heath, y, x):
    if heath[y][x]["kind"] not in (HEATHER, GORSE):
        return False
    heath[y][x]["kind"] = BURNING
    return True


def wind_factor(direction, wind, strength):
    """How much a fire in `direction` of a cell is favoured by wind blowing towards `wind` (degrees)."""
    bearing = list(OFFSETS).index(direction) * 45
    toward_cell = math.radians((bearing + 180) % 360 - wind)
    return math.exp(strength * math.cos(toward_cell))


def neighbours(heath, y, x):
    """(direction, cell) of the cells around, in compass order."""
    found = []
    for direction, (dy, dx) in OFFSETS.items():
        if y + dy in range(len(heath)) and x + dx in range(len(heath[0])):
            found = found + [(direction, heath[y + dy][x + dx])]
    return found


def chance(heath, y, x, wind, strength):
    """Probability that a cell catches fire within this step."""
    spared = 1.0
    for direction, cell in neighbours(heath, y, x):
        if cell["kind"] == BURNING:
            p = CATCH[heath[y][x]["kind"]] * 0.5 * wind_factor(direction, wind, strength)
            spared *= 1.0 - min(p, 0.98)
    return 1.0 - spared


def step(heath, rng, wind=90, strength=0.6):
    after = copy.deepcopy(heath)
    for y in range(len(heath)):
        for x in range(len(heath[y])):
            cell = heath[y][x]
            if cell["kind"] == BURNING:
                after[y][x]["left"] -= 1
                if after[y][x]["left"] <= 0:
                    after[y][x]["kind"] = ASH
            elif cell["kind"] in [HEATHER, GORSE]:
                if rng.random() < chance(heath, y, x, wind, strength):
                    after[y][x]["kind"] = BURNING
    return after


def count(heath, kind):
    return len([cell for row in heath for cell in row if cell["kind"] == kind])


def picture(heath):
    return "\n".join("".join(cell["kind"] for cell in row) for row in heath)


def front(heath):
    """Easternmost column on fire, -1 without fire."""
    return max([x for row in heath for x, cell in enumerate(row) if cell["kind"] == BURNING], default=-1)


def burn(heath, seed, wind=90, strength=0.6, limit=200):
    """Let a fire run; returns the last heath and one record per step."""
    rng = random.Random(seed)
    records = []
    while count(heath, BURNING) > 0 and len(records) < limit:
        heath = step(heath, rng, wind, strength)
        records.append({"burning": count(heath, BURNING), "ash": count(heath, ASH), "front": front(heath),
                        "picture": picture(heath)})
    return heath, records
