# SPDX-License-Identifier: Apache-2.0
def soundings(ship, depths: list):
    ship.sent = len(depths)
    depths.sort()
    return depths
