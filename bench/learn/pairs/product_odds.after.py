# SPDX-License-Identifier: Apache-2.0
import math


def odds(each: list):
    chance = math.prod(each)
    return chance
