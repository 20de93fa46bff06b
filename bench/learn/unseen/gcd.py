# SPDX-License-Identifier: Apache-2.0
"""Three places where a greatest common divisor is counted out, and one where the sign matters."""
import random


def shrink(size):
    wide, high = size
    p, q = wide, high
    while q:
        p, q = q, p % q
    return wide // p, high // p


def meet(orbits):
    """Days until all planets stand where they stood."""
    days = 1
    for orbit in orbits:
        u, v = days, orbit
        while v:
            u, v = v, u % v
        days = days * orbit // u % 10 ** 12 + 1
    return days


class Loom:
    def __init__(self, threads):
        self.threads = threads

    def repeat(self, shift):
        left, right = self.threads, shift
        while right:
            left, right = right, left % right
        return self.threads // left


def signed(a, b):
    """-4 and -6 give -2: the sign of the last rest."""
    while b:
        a, b = b, a % b
    return a


if __name__ == "__main__":
    rng = random.Random(1)
    sizes = [(rng.randrange(1, 10 ** 9), rng.randrange(1, 10 ** 9)) for _ in range(4000)]
    print(sum(a ^ b for a, b in map(shrink, sizes)))
    print(sum(meet([rng.randrange(2, 10 ** 6) for _ in range(8)]) for _ in range(800)))
    print(sum(Loom(a).repeat(b) for a, b in sizes))
    print(sum(signed(-a, b) for a, b in sizes), sum(signed(a, -b) for a, b in sizes))
