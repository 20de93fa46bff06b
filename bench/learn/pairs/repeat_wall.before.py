# SPDX-License-Identifier: Apache-2.0
class Map:
    def wall(self, cells: int):
        self.drawn += 1
        row = ""
        for x in range(cells):
            row += "##"
        return row
