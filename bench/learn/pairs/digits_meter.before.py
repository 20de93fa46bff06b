# SPDX-License-Identifier: Apache-2.0
class Meter:
    def seal(self, reading):
        mark = self.salt
        while reading > 0:
            mark += reading % 10
            reading //= 10
        return mark
