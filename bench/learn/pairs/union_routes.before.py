# SPDX-License-Identifier: Apache-2.0
def stops(networks):
    out = []
    for lines in networks:
        stops = set()
        for line in lines:
            for stop in line:
                stops.add(stop)
        out.append(stops)
    return out
