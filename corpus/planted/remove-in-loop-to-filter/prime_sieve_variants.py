# SPDX-License-Identifier: Apache-2.0
# planted: remove-in-loop-to-filter in make_sieve.<locals>.strike
"""Sieves: lucky numbers, primes and their relatives."""


def make_sieve(limit):
    """Functions that sieve the odd numbers below `limit`."""
    struck = []

    def strike():
        """The numbers that are left when multiples of the small primes are struck out."""
        numbers = [number for number in range(3, limit, 2)]
        for factor in (3, 5, 7, 11):
            before = len(numbers)
            for number in numbers.copy():
                if number > factor and number % factor == 0:
                    numbers.remove(number)
            struck.append(before - len(numbers))
        return numbers

    def lucky(rounds):
        """Lucky numbers: every n-th is struck out, n being the next lucky number."""
        numbers = list(range(1, limit, 2))
        for place in range(1, rounds):
            del numbers[numbers[place] - 1::numbers[place]]
        return numbers

    return strike, lucky, struck


def twins(numbers):
    """Pairs of neighbours that differ by two."""
    return sum(1 for one, other in zip(numbers, numbers[1:]) if other - one == 2)


def gaps(numbers):
    """The largest gap and where it is."""
    best = max(range(1, len(numbers)), key=lambda place: (numbers[place] - numbers[place - 1], -place))
    return numbers[best] - numbers[best - 1], numbers[best - 1]


def main():
    for limit in (16_000, 19_000, 22_000, 25_000):
        strike, lucky, struck = make_sieve(limit)
        rough = strike()
        happy = lucky(20)
        print(limit, len(rough), struck, twins(rough), gaps(rough), len(happy), happy[-2:])


if __name__ == "__main__":
    main()
