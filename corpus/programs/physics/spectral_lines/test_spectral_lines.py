# SPDX-License-Identifier: Apache-2.0
import pytest
from line_catalogue import Line, Peak, air_to_vacuum, continuum, find_peaks, shifted, smooth
from line_matching import assign, best_velocity, candidates, element_summary

H, HE, FE = Line("H", 4861.0, 0.9), Line("He", 4861.3, 0.5), Line("Fe", 5000.0, 0.4)


def vac(line):
    return air_to_vacuum(line.wavelength)


def test_air_to_vacuum_of_h_alpha():
    assert air_to_vacuum(6562.8) == pytest.approx(6564.61, abs=0.01)


def test_smooth_and_continuum_at_edges():
    assert smooth([3, 0, 3], 1) == [1.5, 2.0, 1.5]
    assert continuum([1, 9, 2, 8], 1) == [9, 2, 8, 8]


def test_find_single_peak():
    flux = [1.0] * 60
    flux[30], flux[29], flux[31] = 4.0, 2.0, 2.0
    peaks = find_peaks(list(range(60)), flux, 0.5)
    assert [p.wavelength for p in peaks] == [30]
    assert find_peaks(list(range(60)), flux, 5) == []


def test_each_line_is_used_once():
    strong, weak = Peak(vac(H), 5, 1), Peak(vac(H) + 0.1, 2, 1)
    found = assign([weak, strong], [H, HE, FE], 0, 1.0)
    assert found == {strong: H, weak: HE}
    assert candidates(strong, [FE], 0, 1.0) == []


def test_velocity_search():
    peaks = [Peak(shifted(vac(line), 100), 1, 1) for line in (H, FE)]
    assert best_velocity(peaks, [H, FE], -200, 200, 50, 0.05) == (100, 2)
    assert best_velocity([], [H], -10, 10, 10, 0.1) == (None, 0)


def test_summary():
    found = {Peak(1, 2.0, 1): H, Peak(2, 1.0, 1): FE, Peak(3, 0.5, 1): FE}
    assert element_summary(found) == [("Fe", 2, 1.5), ("H", 1, 2.0)]
