# SPDX-License-Identifier: Apache-2.0
from advisor import advise, replay, score


def main():
    rack = replay("3324")
    for _ in range(6):
        rack = rack.after(advise(rack, 3))
    print("".join(map(str, rack.moves)), rack.turn, score(rack))
    print(rack, end="")
    trap = replay("2232435")
    print(advise(trap, 3), score(trap))
    print(repr(rack.winner()), len(rack.lines()))


if __name__ == "__main__":
    main()
