# SPDX-License-Identifier: Apache-2.0
def orders(guests: int):
    ways = 1
    for i in range(2, guests + 1):
        ways *= i
    return ways
