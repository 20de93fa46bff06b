# SPDX-License-Identifier: Apache-2.0
import random

from impartial import find_period, grundy, kayles, play_out, split_unequal, subtraction, winning_moves


def main():
    takes = [grundy(subtraction(1, 3, 4), n) for n in range(25)]
    print(takes, find_period(takes, 10))
    print([grundy(kayles(), n) for n in range(11)], [grundy(split_unequal(), n) for n in range(16)])
    print(winning_moves(kayles(), [3, 4, 5]), winning_moves(subtraction(2, 5), [7, 9, 11, 4]))
    rng = random.Random(1902)
    for rule, heaps in ((kayles(), [7, 5, 4]), (subtraction(1, 2, 5), [10, 10, 8])):
        history = play_out(rule, heaps, rng.randrange)
        print(len(history), history[1:4], "first" if len(history) % 2 == 0 else "second")
    pattern = [rng.randrange(8) for _ in range(30)] + [5, 1, 4, 2, 8, 5, 7, 6, 0] * 60
    print(find_period(pattern, 40))


if __name__ == "__main__":
    main()
