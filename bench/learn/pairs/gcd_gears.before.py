# SPDX-License-Identifier: Apache-2.0
def gear_ratio(driver, driven):
    a, b = driver, driven
    while b:
        a, b = b, a % b
    return driver // a, driven // a
