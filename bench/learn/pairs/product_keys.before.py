# SPDX-License-Identifier: Apache-2.0
class Lock:
    def settings(self, wheels: list):
        ways = 1
        for wheel in wheels:
            ways *= wheel
        return ways - self.spoilt
