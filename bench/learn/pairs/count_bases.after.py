# SPDX-License-Identifier: Apache-2.0
def guanine(strands: list[str]):
    found = 0
    for strand in strands:
        found += strand.count("G")
    return found
