# SPDX-License-Identifier: Apache-2.0
def ranks(names: list, offset):
    print(offset)
    rank = {}
    for n, name in enumerate(names):
        rank[name] = n
    return rank
