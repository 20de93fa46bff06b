# SPDX-License-Identifier: Apache-2.0
def places(letters: str):
    place = {}
    for i, letter in enumerate(letters):
        place[letter] = i
    return place
