# SPDX-License-Identifier: Apache-2.0
class Player:
    def ordered_hand(self, hand: list):
        self.turn += 1
        hand.sort()
        return hand
