# SPDX-License-Identifier: Apache-2.0
# stays: bytes-slicing-to-offset: a step may be negative, which counts from the end
"""Follow the jumps in a puzzle tape: a jump back means the last few bytes only."""

import random


def follow(tape: bytes, most: int) -> list:
    """What is read after each jump."""
    read = []
    while tape and len(read) < most:
        step = tape[0] - 3
        if step == 0:
            step = 1
        read.append(tape[:2])
        tape = tape[step:]
    return read


def main():
    for puzzle in range(6):
        rng = random.Random(puzzle)
        tape = bytes(rng.choice((1, 4, 5, 6, 7, 8)) if rng.random() < 0.00003 else rng.randrange(4, 9)
                     for _ in range(90_000))
        read = follow(tape, 40_000)
        print(puzzle, len(read), read[:3], read[-2:], sum(sum(pair) for pair in read))


if __name__ == "__main__":
    main()
