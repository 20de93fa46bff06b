# SPDX-License-Identifier: Apache-2.0
def roll_call(names: list, loud):
    if loud:
        print(len(names))
    for m in range(len(names)):
        for n in range(len(names) - 1 - m):
            if names[n] > names[n + 1]:
                names[n], names[n + 1] = names[n + 1], names[n]
    return names
