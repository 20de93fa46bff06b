# SPDX-License-Identifier: Apache-2.0
def empty_bins(count: int):
    bins = []
    bins.extend([0] * count)
    return bins
