# SPDX-License-Identifier: Apache-2.0
def capital_after(start: int, factor: int, years: int):
    grown = factor ** years
    return start * grown
