# SPDX-License-Identifier: Apache-2.0
class Layer:
    def flipped(self, weights: list):
        self.w = [[weights[y][x] for y in range(len(weights))] for x in range(len(weights[0]))]
