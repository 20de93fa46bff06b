# SPDX-License-Identifier: Apache-2.0
def winners(lots):
    out = []
    for bids in lots:
        best = max(bids)
        out.append(best)
    return out
