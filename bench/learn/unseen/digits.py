# SPDX-License-Identifier: Apache-2.0
"""Sums of digits."""
import random


def roots(numbers):
    out = []
    for number in numbers:
        while number > 9:
            s = 0
            n = number
            while n > 0:
                s += n % 10
                n //= 10
            number = s
        out.append(number)
    return out


def parity(serial):
    odd = 0
    while serial > 0:
        odd += serial % 10
        serial //= 10
    return odd % 2


class Till:
    def __init__(self):
        self.sum = 0

    def ring(self, cents):
        mark = self.sum
        rest = cents
        while rest > 0:
            mark += rest % 10
            rest //= 10
        self.sum = mark % 1000
        return mark


def with_parts(weight):
    """Halves are digits of their own here."""
    s = 0
    while weight > 0:
        s += weight % 10
        weight //= 10
    return s


if __name__ == "__main__":
    rng = random.Random(3)
    print(sum(roots([rng.randrange(10 ** 17, 10 ** 18) for _ in range(5000)])))
    print(sum(parity(rng.randrange(10 ** 19, 10 ** 20)) for _ in range(9000)))
    till = Till()
    print(sum(till.ring(rng.randrange(10 ** 17, 10 ** 18)) for _ in range(9000)))
    print(sum(with_parts(rng.randrange(10 ** 9) + 0.5) for _ in range(9000)))
