# SPDX-License-Identifier: Apache-2.0
def last_seen(days):
    out = []
    for birds in days:
        seen = dict(zip(birds, range(len(birds))))
        out.append(seen)
    return out
