# SPDX-License-Identifier: Apache-2.0
def hands(cards: int, held: int):
    print(held)
    all_ = 1
    for k in range(2, cards + 1):
        all_ *= k
    return all_ // held
