# SPDX-License-Identifier: Apache-2.0
import pytest

from judging import (Panel, agreement_table, concordance, fractional_ranks, kendall_tau_b, outlying_judge,
                     spearman_rho)


def small_panel():
    panel = Panel()
    for judge, scores in (("x", (1, 2, 3)), ("y", (10, 20, 30)), ("z", (3, 2, 1))):
        for name, score in zip("pqr", scores):
            panel.record(judge, name, score)
    return panel


def test_ranks_with_ties():
    assert fractional_ranks([30, 10, 30, 20]) == [3.5, 1.0, 3.5, 2.0]
    assert fractional_ranks([]) == []


def test_tau_extremes():
    assert kendall_tau_b([1, 2, 3], [4, 5, 9]) == 1.0
    assert kendall_tau_b([1, 2, 3], [9, 5, 4]) == -1.0
    assert kendall_tau_b([1, 1, 1], [1, 2, 3]) == 0.0


def test_tau_with_ties():
    assert kendall_tau_b([1, 2, 2, 3], [1, 2, 3, 4]) == pytest.approx(5 / 30 ** 0.5)
    with pytest.raises(ValueError):
        kendall_tau_b([1], [1, 2])


def test_rho():
    assert spearman_rho([1, 2, 3, 4], [10, 20, 40, 30]) == pytest.approx(0.8)
    assert spearman_rho([1, 1], [1, 2]) == 0.0


def test_missing_scores_are_zero():
    panel = small_panel()
    panel.record("x", "s", 8)
    assert panel.scores("y") == [10, 20, 30, 0]
    with pytest.raises(ValueError):
        panel.record("x", "s", 9)


def test_table_and_outlier():
    table = agreement_table(small_panel())
    assert len(table) == 6
    assert table["x", "y"] == (1.0, pytest.approx(1.0))
    assert outlying_judge(table) == "z"


def test_concordance():
    panel = Panel()
    for judge in "ab":
        for name, score in zip("pqr", (1, 2, 3)):
            panel.record(judge, name, score)
    assert concordance(panel) == pytest.approx(1.0)
