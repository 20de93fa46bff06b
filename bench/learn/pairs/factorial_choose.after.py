# SPDX-License-Identifier: Apache-2.0
import math


def hands(cards: int, held: int):
    print(held)
    all_ = math.factorial(cards)
    return all_ // held
