# SPDX-License-Identifier: Apache-2.0
def check_digit(number):
    total = 0
    n = number
    while n > 0:
        total += n % 10
        n //= 10
    return total % 7
