# SPDX-License-Identifier: Apache-2.0
def peak(heights: list):
    highest = heights[0]
    for h in heights:
        if h > highest:
            highest = h
    return highest
