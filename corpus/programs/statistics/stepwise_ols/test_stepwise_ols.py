# SPDX-License-Identifier: Apache-2.0
import pytest

from linfit import SingularDesign, fit, gram, residual_ss, solve
from selection import Stepwise, collinear_pairs, correlation


def test_solve_needs_pivoting():
    matrix = [[0.0, 2.0], [3.0, 1.0]]
    assert solve(matrix, [4.0, 5.0]) == pytest.approx([1.0, 2.0])
    assert matrix == [[0.0, 2.0], [3.0, 1.0]]


def test_singular_matrix():
    with pytest.raises(SingularDesign):
        solve([[1.0, 2.0], [2.0, 4.0]], [1.0, 2.0])


def test_gram_is_symmetric():
    assert gram([[1, 2], [3, 4]]) == [[5, 11], [11, 25]]


def test_exact_line():
    x = [0.0, 1.0, 2.0, 3.0]
    columns = [[1.0] * 4, x]
    y = [5 - 2 * v for v in x]
    assert fit(columns, y) == pytest.approx([5, -2])
    assert residual_ss(columns, y) == pytest.approx(0.0, abs=1e-18)


def test_selection_finds_the_signal():
    x = [float(i % 7) for i in range(40)]
    noise = [float((i * 5) % 3) for i in range(40)]
    y = [2 * v + 0.01 * ((i * 13) % 5) for i, v in enumerate(x)]
    search = Stepwise({"x": x, "noise": noise, "twin": list(x)}, y)
    assert search.run(2)[0] == "twin"
    assert "x" not in search.chosen
    assert search.coefficients()["twin"] == pytest.approx(2, abs=0.01)


def test_no_candidate_no_step():
    search = Stepwise({}, [1.0, 2.0])
    assert search.run(3) == []
    assert search.coefficients() == {"(const)": pytest.approx(1.5)}


def test_correlations():
    data = {"a": [1, 2, 3], "b": [2, 4, 6], "c": [1, 0, 1], "k": [1, 1, 1]}
    assert correlation(data["a"], data["b"]) == pytest.approx(1.0)
    assert correlation(data["a"], data["k"]) == 0.0
    assert collinear_pairs(data, 0.5) == [("a", "b")]
