# SPDX-License-Identifier: Apache-2.0
class Meter:
    def seal(self, reading):
        mark = self.salt
        mark += sum(map(int, str(reading))) if reading > 0 else 0
        return mark
