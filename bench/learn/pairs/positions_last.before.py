# SPDX-License-Identifier: Apache-2.0
def last_seen(days):
    out = []
    for birds in days:
        seen = {}
        for minute, bird in enumerate(birds):
            seen[bird] = minute
        out.append(seen)
    return out
