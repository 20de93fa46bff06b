# SPDX-License-Identifier: Apache-2.0
import math


class Queue:
    def arrangements(self, people: int):
        count = math.factorial(people)
        self.known = count
