# SPDX-License-Identifier: Apache-2.0
def number_of_codes(letters: int, length: int) -> int:
    count = 1
    for i in range(length):
        count *= letters
    return count
