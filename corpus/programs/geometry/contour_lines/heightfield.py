# SPDX-License-Identifier: Apache-2.0
"""A height field on a regular grid, with the usual terrain figures."""


class HeightField:
    def __init__(self, rows):
        widths = {len(row) for row in rows}
        if len(widths) != 1:
            raise ValueError("rows differ in length")
        self._rows = [list(row) for row in rows]

    @property
    def rows(self):
        return [list(row) for row in self._rows]

    @property
    def size(self):
        return len(self._rows), len(self._rows[0])

    def at(self, r, c):
        return self._rows[r][c]

    def smooth(self):
        """A new field: each cell is the mean of itself and its neighbours."""
        height, width = self.size
        result = []
        for r in range(height):
            line = []
            for c in range(width):
                near = []
                for dr in (-1, 0, 1):
                    for dc in (-1, 0, 1):
                        if 0 <= r + dr < self.size[0] and 0 <= c + dc < self.size[1]:
                            near.append(self.rows[r + dr][c + dc])
                line.append(sum(near) / len(near))
            result.append(line)
        return HeightField(result)

    def summits(self):
        """Cells higher than all eight neighbours, highest first."""
        height, width = self.size
        found = []
        for r in range(1, height - 1):
            for c in range(1, width - 1):
                here = self.at(r, c)
                higher = True
                for dr in (-1, 0, 1):
                    for dc in (-1, 0, 1):
                        if (dr or dc) and self.at(r + dr, c + dc) >= here:
                            higher = False
                if higher:
                    found.append((here, r, c))
        return [(r, c) for _, r, c in sorted(found, reverse=True)]
