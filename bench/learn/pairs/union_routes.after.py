# SPDX-License-Identifier: Apache-2.0
def stops(networks):
    out = []
    for lines in networks:
        stops = set().union(*lines)
        out.append(stops)
    return out
