# SPDX-License-Identifier: Apache-2.0
# stays: repeated-pure-call-to-local: each call moves on, two levels deeper
"""A raffle with a table of numbers from the lottery office.

A number that is too low is a blank, and the next number of the table decides what is
written on the ticket.
"""

from typing import List

table = {"position": 0, "numbers": [0]}


def turn(step: int) -> int:
    """Go on in the table and give the number there."""
    numbers = table["numbers"]
    table["position"] = (table["position"] + step) % len(numbers)
    return numbers[table["position"]]


def draw(step: int) -> int:
    """A number of two digits."""
    return turn(step) % 100


def tickets(step: int, count: int) -> List[str]:
    """Tickets in the order in which they are sold."""
    sold = []
    for _ in range(count):
        if draw(step) > 60:
            sold.append("prize %d" % draw(step))
        else:
            sold.append("blank %d" % draw(step))
    return sold


def main() -> None:
    numbers = [7]
    for _ in range(9_972):
        numbers.append((numbers[-1] * 7_919 + 17) % 104_729)
    table["numbers"] = numbers
    for evening in range(1, 30):
        sold = tickets(evening, 12_000)
        prizes = [text for text in sold if text.startswith("prize")]
        low = [text for text in prizes if int(text.split(" ")[1]) <= 60]
        print(evening, len(prizes), len(low), sold[:3], table["position"])


if __name__ == "__main__":
    main()
