# SPDX-License-Identifier: Apache-2.0
class Player:
    def ordered_hand(self, hand: list):
        self.turn += 1
        for p in range(len(hand)):
            for q in range(len(hand) - 1 - p):
                if hand[q] > hand[q + 1]:
                    hand[q], hand[q + 1] = hand[q + 1], hand[q]
        return hand
