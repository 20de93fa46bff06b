# SPDX-License-Identifier: Apache-2.0
import random

import pytest

from resample_lab import (jackknife_influence, mean, median, percentile_interval, phi, phi_inverse, quantile,
                          resample, spread, summary, trimmed_mean)


def test_location_statistics():
    xs = [4.0, 1.0, 100.0, 2.0, 3.0]
    assert median(xs) == 3.0
    assert median([4, 1, 3, 2]) == 2.5
    assert trimmed_mean(xs, 0.2) == 3.0
    assert trimmed_mean(xs, 0.1) == mean(xs)


def test_trimming_keeps_the_sample():
    xs = [5, 5, 1, 9, 9]
    assert trimmed_mean(xs, 0.2) == pytest.approx(19 / 3)
    assert xs == [5, 5, 1, 9, 9]


def test_spread():
    assert spread([2, 4, 4, 4, 5, 5, 7, 9]) == pytest.approx(2.13808993)
    with pytest.raises(ZeroDivisionError):
        spread([1.0])


def test_quantile_interpolates():
    assert quantile([10, 0, 20], 0.25) == 5
    assert quantile([7], 0.9) == 7
    with pytest.raises(ValueError):
        quantile([1, 2], 1.5)


def test_normal_functions_are_inverse():
    for p in (0.01, 0.3, 0.5, 0.975):
        assert phi(phi_inverse(p)) == pytest.approx(p)


def test_resample_draws_from_the_sample():
    drawn = resample([1, 2, 3], random.Random(1))
    assert len(drawn) == 3
    assert set(drawn) <= {1, 2, 3}


def test_jackknife_of_the_mean():
    assert jackknife_influence([1.0, 2.0, 6.0], mean) == pytest.approx([-1.0, -0.5, 1.5])


def test_intervals_enclose_the_estimate():
    rng = random.Random(4)
    xs = [rng.uniform(0, 10) for _ in range(30)]
    for _, value, (low, high), _ in summary(xs, 40, rng):
        assert low <= value <= high
    assert percentile_interval(list(range(101)), 0.9) == pytest.approx((5, 95))
