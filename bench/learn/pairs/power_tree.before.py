# SPDX-License-Identifier: Apache-2.0
class Tree:
    def leaves(self, fan: int, depth: int):
        self.asked = depth
        n = 1
        for level in range(depth):
            n *= fan
        return n
