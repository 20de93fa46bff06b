# SPDX-License-Identifier: Apache-2.0
import math


def common_beat(first, second):
    """Ticks after which both drums sound together."""
    x, y = first, second
    x = math.gcd(x, y)
    return first * second // x
