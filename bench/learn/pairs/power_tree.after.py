# SPDX-License-Identifier: Apache-2.0
class Tree:
    def leaves(self, fan: int, depth: int):
        self.asked = depth
        n = fan ** depth
        return n
