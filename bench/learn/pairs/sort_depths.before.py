# SPDX-License-Identifier: Apache-2.0
def soundings(ship, depths: list):
    ship.sent = len(depths)
    for round_ in range(len(depths)):
        for k in range(len(depths) - 1 - round_):
            if depths[k] > depths[k + 1]:
                depths[k], depths[k + 1] = depths[k + 1], depths[k]
    return depths
