# SPDX-License-Identifier: Apache-2.0
def volume(name, sides: tuple):
    print(name)
    cubic = 1
    for side in sides:
        cubic *= side
    return cubic
