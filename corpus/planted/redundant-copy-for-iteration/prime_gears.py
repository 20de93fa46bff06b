# SPDX-License-Identifier: Apache-2.0
# planted: redundant-copy-for-iteration in gearbox.<locals>.smallest
"""Find gear wheels that share no tooth pattern.

Two wheels wear evenly if no small prime divides the teeth of both. For pairs of teeth
the program tells the first prime that does, and counts the pairs that wear well.
"""

import random


def primes_below(limit: int) -> list[int]:
    """All primes below a limit."""
    found: list[int] = []
    for number in range(2, limit):
        if all(number % prime for prime in found if prime * prime <= number):
            found.append(number)
    return found


def gearbox(limit: int):
    """A function that gives the smallest prime that divides both, or 0."""
    primes = primes_below(limit)

    def smallest(primes: list[int], left: int, right: int) -> int:
        top = min(left, right)
        for prime in primes[:]:
            if prime > top:
                break
            if left % prime == 0 and right % prime == 0:
                return prime
        return 0

    def answer(left: int, right: int) -> int:
        return smallest(primes, left, right)

    return answer


def survey(pairs: list[tuple[int, int]], limit: int) -> dict[int, int]:
    """How often each prime is the first that two wheels share."""
    answer = gearbox(limit)
    counts: dict[int, int] = {}
    for left, right in pairs:
        prime = answer(left, right)
        counts[prime] = counts.get(prime, 0) + 1
    return counts


def main() -> None:
    rng = random.Random(11)
    pairs = []
    for _ in range(60_000):
        pairs.append((rng.randrange(12, 240), rng.randrange(12, 240)))
    counts = survey(pairs, 40_000)
    for prime in sorted(counts)[:8]:
        print(prime, counts[prime])
    print(len(counts), primes_below(100)[-3:])


if __name__ == "__main__":
    main()
