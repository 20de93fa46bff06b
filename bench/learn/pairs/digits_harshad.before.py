# SPDX-License-Identifier: Apache-2.0
def is_harshad(value):
    left, crossed = value, 0
    while left > 0:
        crossed += left % 10
        left //= 10
    return value % crossed == 0
