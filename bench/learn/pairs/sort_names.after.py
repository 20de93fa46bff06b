# SPDX-License-Identifier: Apache-2.0
def roll_call(names: list, loud):
    if loud:
        print(len(names))
    names.sort()
    return names
