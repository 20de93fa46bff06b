# SPDX-License-Identifier: Apache-2.0
"""Exercises for students, solved and printed: polynomials, derivatives, integrals, matrices, number theory."""

import hashlib

from sympy import (Matrix, Poly, Rational, Symbol, cos, diff, divisors, exp, expand, factor, factorint, integrate, latex, simplify, sin,
                   solve, srepr, symbols, totient)


def polynomials():
    x, y, z = symbols("x y z")
    for n in range(2, 9):
        product = expand((x + n * y - z) ** n * (x - y) ** 2)
        yield product
        yield factor(expand((x ** 2 + n) * (x ** 3 - n * x + 1)))
        yield Poly(product, x, y, z).degree()


def calculus():
    x = Symbol("x")
    for n in range(1, 6):
        yield diff(sin(n * x) * exp(x ** n) / (x + n), x, 2)
        yield integrate(x ** n * cos(x), x)
        yield simplify(sin(x) ** 2 + cos(x) ** 2 + Rational(n, 3) * x - x)


def matrices():
    for n in range(3, 7):
        matrix = Matrix(n, n, lambda i, j: Rational(i + 2 * j + 1, i + j + 1))
        yield matrix.det()
        yield (matrix + matrix.T).inv()[0, n - 1]


def numbers():
    x = Symbol("x")
    yield solve(x ** 3 - 6 * x ** 2 + 11 * x - 6, x)
    for n in range(360, 420):
        yield len(divisors(n)), totient(n), factorint(n * n + 1)


def main():
    digest = hashlib.sha256()
    for part in (polynomials, calculus, matrices, numbers):
        results = [srepr(one) if hasattr(one, "args") else str(one) for one in part()]
        results.append(latex(sum(one for one in part() if hasattr(one, "free_symbols") and one.is_commutative)))
        digest.update("\n".join(results).encode())
        print(part.__name__, len(results), sum(map(len, results)))
    print(digest.hexdigest()[:16])


if __name__ == "__main__":
    main()
