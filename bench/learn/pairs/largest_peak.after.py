# SPDX-License-Identifier: Apache-2.0
def peak(heights: list):
    highest = max(heights)
    return highest
