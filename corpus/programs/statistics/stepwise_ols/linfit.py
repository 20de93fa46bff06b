# SPDX-License-Identifier: Apache-2.0
# Ordinary least squares through the normal equations, on plain lists of columns.


class SingularDesign(Exception):
    pass


def dot(u, v):
    total = 0
    for i in range(len(u)):
        total = total + u[i] * v[i]
    return total


def gram(columns):
    return [[dot(a, b) for b in columns] for a in columns]


def solve(matrix, rhs):
    """Gaussian elimination with row pivoting; the arguments are not changed."""
    size = len(matrix)
    a = [list(row) + [value] for row, value in zip(matrix, rhs)]
    for k in range(size):
        pivot = k
        for r in range(k + 1, size):
            if abs(a[r][k]) > abs(a[pivot][k]):
                pivot = r
        if abs(a[pivot][k]) < 1e-9:
            raise SingularDesign("column %d depends on the others" % k)
        a[k], a[pivot] = a[pivot], a[k]
        for r in range(k + 1, size):
            factor = a[r][k] / a[k][k]
            for c in range(k, size + 1):
                a[r][c] -= factor * a[k][c]
    result = [0.0] * size
    for k in range(size - 1, -1, -1):
        known = sum(a[k][c] * result[c] for c in range(k + 1, size))
        result[k] = (a[k][size] - known) / a[k][k]
    return result


def fit(columns, response):
    return solve(gram(columns), [dot(column, response) for column in columns])


def predict(columns, beta):
    fitted = []
    for i in range(len(columns[0])):
        row = [column[i] for column in columns]
        fitted.append(dot(row, beta))
    return fitted


def residual_ss(columns, response):
    beta = fit(columns, response)
    residuals = [y - f for y, f in zip(response, predict(columns, beta))]
    return dot(residuals, residuals)
