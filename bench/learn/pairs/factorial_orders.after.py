# SPDX-License-Identifier: Apache-2.0
import math


def orders(guests: int):
    ways = math.factorial(guests)
    return ways
