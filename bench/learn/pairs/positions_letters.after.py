# SPDX-License-Identifier: Apache-2.0
def places(letters: str):
    place = dict(zip(letters, range(len(letters))))
    return place
