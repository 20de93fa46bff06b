# SPDX-License-Identifier: Apache-2.0
def guanine(strands: list[str]):
    found = 0
    for strand in strands:
        for base in strand:
            if base == "G":
                found += 1
    return found
