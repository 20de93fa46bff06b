# SPDX-License-Identifier: Apache-2.0
"""Sums of products."""
import random


def score(weights, signals):
    s = 0
    for i in range(len(weights)):
        s += weights[i] * signals[i]
    return s


def echo(tail, room):
    out = []
    for start in range(len(room) - len(tail)):
        piece = room[start:start + len(tail)]
        heard = 0
        for k in range(len(tail)):
            heard += tail[k] * piece[k]
        out.append(heard)
    return out


class Portfolio:
    def __init__(self, shares):
        self.shares = shares

    def worth(self, prices):
        cash = 100
        for n in range(len(self.shares)):
            cash += self.shares[n] * prices[n]
        return cash


def shorter(keys, table):
    """The table may be shorter than the keys: an IndexError tells so."""
    s = 0
    for i in range(len(keys)):
        s += keys[i] * table[i]
    return s


if __name__ == "__main__":
    rng = random.Random(6)
    a = [rng.randrange(1000) for _ in range(3000)]
    b = [rng.randrange(1000) for _ in range(3000)]
    print(sum(score(a[i:], b[i:]) for i in range(60)))
    print(sum(echo(a[:50], b)))
    print(sum(Portfolio(a[i:]).worth(b[i:]) for i in range(60)))
    failed = 0
    for i in range(60):
        try:
            failed += shorter(a, b[i:]) % 2
        except IndexError:
            failed += 1
    print(failed)
