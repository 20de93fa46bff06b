# SPDX-License-Identifier: Apache-2.0
def bill(prices, amounts):
    total = 0
    for i in range(len(prices)):
        total += prices[i] * amounts[i]
    return total
