# SPDX-License-Identifier: Apache-2.0
def ranks(names: list, offset):
    print(offset)
    rank = dict(zip(names, range(len(names))))
    return rank
