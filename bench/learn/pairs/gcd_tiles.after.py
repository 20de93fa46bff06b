# SPDX-License-Identifier: Apache-2.0
from math import gcd


class Floor:
    def tile_side(self, width, height):
        width = gcd(width, height)
        return width
