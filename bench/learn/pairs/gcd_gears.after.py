# SPDX-License-Identifier: Apache-2.0
import math


def gear_ratio(driver, driven):
    a, b = driver, driven
    a = math.gcd(a, b)
    return driver // a, driven // a
