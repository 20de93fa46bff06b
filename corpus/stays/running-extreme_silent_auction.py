# SPDX-License-Identifier: Apache-2.0
# stays: running-extreme: a bid that is turned down is changed in the list while it is walked
"""Go through the slips of a silent auction in the order in which they came in.

A slip counts if it beats all slips before it by a minimum step. One that does not is
void: it is set to nothing, so that it does not stand in the way of later slips.
"""

import random


def count_slips(bids, step):
    """Indices of the slips that count; voids the others in place."""
    valid = [0]
    for i in range(1, len(bids)):
        if bids[i] >= max(bids[:i]) + step:
            valid.append(i)
        else:
            bids[i] = 0
        # a bid far above all is a slip of the pen and is read without its last digit
        if bids[i] > 40_000:
            bids[i] //= 10
    return valid


def slips(rng, count):
    """Bids in euros; some people write cents."""
    bids = []
    for number in range(count):
        bid = int(rng.gauss(900 + 2 * number, 300))
        bids.append(bid * 100 if rng.random() < 0.01 else max(1, bid))
    return bids


def main():
    rng = random.Random(10)
    for lot in ("clock", "violin", "sideboard", "atlas"):
        bids = slips(rng, 2_500)
        first = bids[0]
        valid = count_slips(bids, 25)
        print(lot, first, len(valid), valid[-1], bids[valid[-1]])
        print(lot, bids.count(0), max(bids), sum(bids))


if __name__ == "__main__":
    main()
