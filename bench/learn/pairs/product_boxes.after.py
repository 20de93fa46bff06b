# SPDX-License-Identifier: Apache-2.0
import math


def volume(name, sides: tuple):
    print(name)
    cubic = math.prod(sides)
    return cubic
