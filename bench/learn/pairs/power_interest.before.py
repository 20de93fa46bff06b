# SPDX-License-Identifier: Apache-2.0
def capital_after(start: int, factor: int, years: int):
    grown = 1
    for _ in range(years):
        grown *= factor
    return start * grown
