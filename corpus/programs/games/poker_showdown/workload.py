# SPDX-License-Identifier: Apache-2.0
from cards import best_hand, cards
from table import equity, tournament


def main():
    chips, categories = tournament(["ann", "bob", "cat", "dan"], 130, seed=52)
    print(chips)
    print(categories)
    print(f"{equity(cards('Ah Kh'), [], 2, 60, 1):.6f}", f"{equity(cards('7c 7d'), cards('7h 2s Ks'), 1, 60, 2):.6f}")
    print(best_hand(cards("2c 3c 4d 5h As 9s 9d")))


if __name__ == "__main__":
    main()
