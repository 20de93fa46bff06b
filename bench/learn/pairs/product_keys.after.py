# SPDX-License-Identifier: Apache-2.0
import math


class Lock:
    def settings(self, wheels: list):
        ways = math.prod(wheels)
        return ways - self.spoilt
