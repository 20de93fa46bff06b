# SPDX-License-Identifier: Apache-2.0
class Queue:
    def arrangements(self, people: int):
        count = 1
        for place in range(2, people + 1):
            count *= place
        self.known = count
