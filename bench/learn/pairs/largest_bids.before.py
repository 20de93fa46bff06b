# SPDX-License-Identifier: Apache-2.0
def winners(lots):
    out = []
    for bids in lots:
        best = bids[0]
        for bid in bids:
            if bid > best:
                best = bid
        out.append(best)
    return out
