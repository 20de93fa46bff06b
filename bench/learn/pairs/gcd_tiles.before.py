# SPDX-License-Identifier: Apache-2.0
class Floor:
    def tile_side(self, width, height):
        while height:
            width, height = height, width % height
        return width
