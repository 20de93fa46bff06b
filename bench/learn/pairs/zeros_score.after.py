# SPDX-License-Identifier: Apache-2.0
class Game:
    def reset(self, points: list, players: int):
        self.rounds = 0
        points.extend([0] * players)
