# SPDX-License-Identifier: Apache-2.0
def empty_bins(count: int):
    bins = []
    for i in range(count):
        bins.append(0)
    return bins
