# SPDX-License-Identifier: Apache-2.0
"""Numbers to many digits, as for a table of constants and special values."""

import hashlib

import mpmath
from mpmath import mp, mpf


def series_values():
    """Special functions at small arguments, at two precisions."""
    for digits in (30, 60):
        mp.dps = digits
        for k in range(1, 7):
            x = mpf(k) / 7
            yield mpmath.gamma(x), mpmath.zeta(2 + x), mpmath.besselj(k, 3 * x), mpmath.erf(x), mpmath.hyp2f1(x, 1, 2, x / 2)


def solved():
    """Integrals, roots and linear equations."""
    mp.dps = 25
    yield mpmath.quad(lambda t: mpmath.exp(-t * t) * mpmath.cos(3 * t), [0, 1, 4])
    yield mpmath.findroot(lambda t: mpmath.cos(t) - t, 0.7)
    matrix = mpmath.hilbert(9)
    right = mpmath.matrix([mpf(k) for k in range(1, 10)])
    yield mpmath.lu_solve(matrix, right)[4]
    yield mpmath.det(matrix)
    yield mpmath.polyroots([1, -10, 35, -50, 24])[2]
    yield mpmath.nsum(lambda n: 1 / (n * n + 1), [0, mpmath.inf])


def main():
    digest = hashlib.sha256()
    for values in series_values():
        digest.update(" ".join(mpmath.nstr(value, 20) for value in values).encode())
    for value in solved():
        digest.update(mpmath.nstr(value, 18).encode())
        print(mpmath.nstr(value, 12))
    print(digest.hexdigest()[:16])


if __name__ == "__main__":
    main()
