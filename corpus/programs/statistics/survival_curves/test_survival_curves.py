# SPDX-License-Identifier: Apache-2.0
import pytest

from kaplan import (Subject, age_bands, concordance_index, event_times, kaplan_meier, log_rank, median_survival,
                    restricted_mean, survival_at)


def group(*rows, arm="a"):
    return [Subject(t, e, arm, 50 + i) for i, (t, e) in enumerate(rows)]


def test_event_times_ignore_censoring():
    assert event_times(group((5, True), (2, True), (3, False), (5, True))) == [2, 5]


def test_product_limit():
    steps = kaplan_meier(group((1, True), (2, False), (3, True), (4, True)))
    assert [s.survival for s in steps] == pytest.approx([0.75, 0.375, 0.0])
    assert [s.at_risk for s in steps] == [4, 2, 1]
    assert steps[0].variance == pytest.approx(0.75 ** 2 / 12)


def test_no_events():
    steps = kaplan_meier(group((4, False), (5, False)))
    assert steps == []
    assert median_survival(steps) is None
    assert restricted_mean(steps, 10) == 10.0


def test_step_function():
    steps = kaplan_meier(group((2, True), (4, True)))
    assert [survival_at(steps, t) for t in (0, 1, 2, 3, 4, 9)] == [1, 1, 0.5, 0.5, 0, 0]
    assert median_survival(steps) == 2
    assert restricted_mean(steps, 5) == 3.0


def test_log_rank():
    same = group((3, True), (6, True)) + group((3, True), (6, True), arm="b")
    assert log_rank(same, "a", "b") == pytest.approx(0)
    apart = group((1, True), (2, True)) + group((8, True), (9, True), arm="b")
    assert log_rank(apart, "a", "b") > 2
    assert log_rank([], "a", "b") == 0.0


def test_age_bands_are_sorted():
    subjects = [Subject(1, True, "a", age) for age in (71, 55, 79, 58)]
    bands = age_bands(subjects, 10)
    assert list(bands) == [50, 70]
    assert [s.age for s in bands[70]] == [71, 79]


def test_concordance():
    assert concordance_index([Subject(1, True, "a", 80), Subject(5, True, "a", 60)]) == 1.0
    assert concordance_index([Subject(1, True, "a", 60), Subject(5, True, "a", 60)]) == 0.5
    assert concordance_index([]) == 0.5
