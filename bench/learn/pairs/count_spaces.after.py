# SPDX-License-Identifier: Apache-2.0
class Typesetter:
    def stretch(self, row: str, gap: int):
        blanks = 0
        blanks += row.count(" ")
        return gap // max(blanks, 1)
