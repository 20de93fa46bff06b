# SPDX-License-Identifier: Apache-2.0
def is_harshad(value):
    left, crossed = value, 0
    crossed += sum(map(int, str(left))) if left > 0 else 0
    return value % crossed == 0
