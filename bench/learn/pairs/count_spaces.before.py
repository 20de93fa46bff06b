# SPDX-License-Identifier: Apache-2.0
class Typesetter:
    def stretch(self, row: str, gap: int):
        blanks = 0
        for sign in row:
            if sign == " ":
                blanks += 1
        return gap // max(blanks, 1)
