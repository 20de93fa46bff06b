# SPDX-License-Identifier: Apache-2.0
from operator import mul


def bill(prices, amounts):
    total = 0
    total += sum(map(mul, prices, amounts))
    return total
