# SPDX-License-Identifier: Apache-2.0
def allergens(dishes: list, safe):
    print(safe)
    found = set()
    for dish in dishes:
        for stuff in dish:
            found.add(stuff)
    return found - safe
