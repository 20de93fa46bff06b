# SPDX-License-Identifier: Apache-2.0
class Map:
    def wall(self, cells: int):
        self.drawn += 1
        row = "##" * cells
        return row
