# SPDX-License-Identifier: Apache-2.0
def odds(each: list):
    chance = 1
    for p in each:
        chance *= p
    return chance
