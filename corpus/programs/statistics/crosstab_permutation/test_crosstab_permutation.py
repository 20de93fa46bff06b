# SPDX-License-Identifier: Apache-2.0
import random

import pytest

from tabular import chi_square, cramers_v, crosstab, layout, permutation_test, screen, shuffled_column

ROWS = [{"sex": s, "ok": k} for s, k in
        (("f", 1), ("m", 0), ("f", 1), ("m", 0), ("f", 1), ("m", 0), ("f", 1), ("m", 0))]


def test_crosstab_is_sorted_and_complete():
    rows = [{"p": "b", "q": 2}, {"p": "a", "q": 1}, {"p": "b", "q": 2}]
    assert crosstab(rows, "p", "q") == (["a", "b"], [1, 2], [[1, 0], [0, 2]])
    assert crosstab([], "p", "q") == ([], [], [])


def test_chi_square():
    assert chi_square([[10, 20], [20, 40]]) == pytest.approx(0)
    assert chi_square([[10, 0], [0, 10]]) == pytest.approx(20)


def test_cramers_v_bounds():
    assert cramers_v([[5, 0], [0, 5]]) == pytest.approx(1)
    assert cramers_v([[5, 7]]) == 0.0


def test_shuffle_keeps_the_answers():
    dealt = shuffled_column(ROWS, "ok", random.Random(2))
    assert sorted(r["ok"] for r in dealt) == sorted(r["ok"] for r in ROWS)
    assert [r["sex"] for r in dealt] == [r["sex"] for r in ROWS]
    assert ROWS[0] == {"sex": "f", "ok": 1}


def test_perfect_association_is_significant():
    value, p = permutation_test(ROWS, "sex", "ok", 99, random.Random(5))
    assert value == pytest.approx(8)
    assert 0.01 <= p < 0.1


def test_screen_orders_and_corrects():
    rows = [dict(r, x=i % 2 * 0 + (i // 4)) for i, r in enumerate(ROWS)]
    result = screen(rows, ["sex", "ok", "x"], 40, random.Random(6))
    assert result[0][:2] == ("sex", "ok")
    assert [r[3] for r in result] == sorted(r[3] for r in result)
    assert all(r[3] <= 1 for r in result)


def test_layout():
    assert layout(["a"], ["x", "longer"], [[3, 12]]) == "            x longer\na           3     12"
