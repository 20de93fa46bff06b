# SPDX-License-Identifier: Apache-2.0
def check_digit(number):
    total = 0
    n = number
    total += sum(map(int, str(n))) if n > 0 else 0
    return total % 7
