# SPDX-License-Identifier: Apache-2.0
class Layer:
    def flipped(self, weights: list):
        self.w = [list(y) for y in zip(*weights)]
