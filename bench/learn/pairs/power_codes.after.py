# SPDX-License-Identifier: Apache-2.0
def number_of_codes(letters: int, length: int) -> int:
    count = letters ** length
    return count
