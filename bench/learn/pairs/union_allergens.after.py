# SPDX-License-Identifier: Apache-2.0
def allergens(dishes: list, safe):
    print(safe)
    found = set().union(*dishes)
    return found - safe
