# SPDX-License-Identifier: Apache-2.0
"""Hexagonal floor tiles in axial coordinates (q to the east, r to the south-east)."""


class Floor:
    def __init__(self):
        self.tiles = {}

    @classmethod
    def disc(cls, radius, pick):
        floor = cls()
        for q in range(-radius, radius + 1):
            for r in range(max(-radius, -q - radius), min(radius, -q + radius) + 1):
                floor.tiles[(q, r)] = pick(q, r)
        return floor

    def neighbours(self, tile):
        directions = [(1, 0), (1, -1), (0, -1), (-1, 0), (-1, 1), (0, 1)]
        q, r = tile
        return [(q + dq, r + dr) for dq, dr in directions if (q + dq, r + dr) in self.tiles.keys()]

    def patch(self, start):
        """All tiles of one colour that hang together with the start tile."""
        colour = self.tiles[start]
        queue = [start]
        reached = [start]
        while len(queue) > 0:
            tile = queue.pop(0)
            for other in self.neighbours(tile):
                if self.tiles[other] == colour and other not in reached:
                    reached.append(other)
                    queue.append(other)
        return reached

    def patches(self):
        done = set()
        found = []
        for tile in sorted(self.tiles):
            if tile in done:
                continue
            patch = self.patch(tile)
            done.update(patch)
            found.append(patch)
        return found

    def joint_length(self):
        """Number of tile sides where two colours meet, and of sides at the wall."""
        mixed = 0
        wall = 0
        for tile in self.tiles:
            near = self.neighbours(tile)
            wall += 6 - len(near)
            for other in near:
                if self.tiles[other] != self.tiles[tile]:
                    mixed += 1
        return mixed // 2, wall

    def recolour_small(self, limit, colour):
        """Give patches below the limit the given colour, one after the other."""
        changed = 0
        for tile in sorted(self.tiles):
            if self.tiles[tile] == colour:
                continue
            patch = self.patch(tile)
            if len(patch) < limit:
                for member in patch:
                    self.tiles[member] = colour
                changed += len(patch)
        return changed

    def order_list(self):
        """What to buy: colour and number of tiles, largest order first."""
        rows = []
        for colour in sorted(set(self.tiles.values())):
            rows.append((colour, list(self.tiles.values()).count(colour)))
        rows.sort(key=lambda row: -row[1])
        return rows

    def drawing(self):
        text = ""
        rows = sorted(set(r for _, r in self.tiles))
        for row in rows:
            line = " " * abs(row)
            for q in sorted(q for q, r in self.tiles if r == row):
                line += self.tiles[(q, row)] + " "
            text += line.rstrip() + "\n"
        return text


def distance(a, b):
    return max(abs(a[0] - b[0]), abs(a[1] - b[1]), abs(a[0] + a[1] - b[0] - b[1]))


def patch_width(patch):
    """Largest distance between two tiles of a patch."""
    widest = 0
    for a in patch:
        for b in patch:
            widest = max(widest, distance(a, b))
    return widest
