# SPDX-License-Identifier: Apache-2.0
def common_beat(first, second):
    """Ticks after which both drums sound together."""
    x, y = first, second
    while y:
        x, y = y, x % y
    return first * second // x
