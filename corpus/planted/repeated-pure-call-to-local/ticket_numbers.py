# SPDX-License-Identifier: Apache-2.0
# planted: repeated-pure-call-to-local in Gate.admit
"""A gate that checks printed tickets.

Numbers carry their own check: a chain of remainders over all digits. Low remainders
are for the stalls, high ones for the balcony, and the highest are refused.
"""

import random


def chain(number, prime):
    """Remainder of the digits, from the right, each step weighed."""
    rest = 1
    weight = 3
    while number > 0:
        rest = (rest * 7 + weight * (number % 10)) % prime
        number //= 10
        weight += 2
    return rest


class Gate:
    """Counts visitors by area."""

    def __init__(self, prime):
        self.prime = prime
        self.stalls = 0
        self.balcony = 0
        self.refused = []

    def admit(self, numbers, prime):
        """Let in all whose number is good; returns (area, number, remainder)."""
        places = []
        for number in numbers:
            if chain(number, prime) < prime - 4:
                area = "balcony" if chain(number, prime) * 2 > prime else "stalls"
                places.append((area, number, chain(number, prime)))
            else:
                self.refused.append(number)
        return places

    def evening(self, numbers):
        """Admit and count."""
        for area, _, _ in self.admit(numbers, self.prime):
            if area == "stalls":
                self.stalls += 1
            else:
                self.balcony += 1

    def oldest_refusal(self):
        """The remainder of the first ticket that was turned away."""
        return chain(self.refused[0], self.prime) if self.refused else None


def main():
    rng = random.Random(73)
    gate = Gate(97)
    for evening in range(4):
        gate.evening([rng.randrange(10 ** 8, 10 ** 11) for _ in range(30_000)])
        print(evening, gate.stalls, gate.balcony, len(gate.refused))
    print(gate.oldest_refusal(), gate.refused[:3])


if __name__ == "__main__":
    main()
