# SPDX-License-Identifier: Apache-2.0
import pytest
from paraxial import Stack, bend, chromatic_shift, gap, multiply, prescription, refractive_index, spot_radius

SINGLET = Stack([(50.0, 5.0, "BK7"), (-50.0, 0.0, "AIR")])


def test_sellmeier():
    assert refractive_index("BK7", 0.5876) == pytest.approx(1.5168, abs=1e-4)
    assert refractive_index("AIR", 0.5) == 1.0
    with pytest.raises(LookupError):
        refractive_index("JELLY", 0.5)


def test_gaps_add():
    assert multiply(gap(2.0), gap(3.0)) == gap(5.0)


def test_lensmaker():
    n = refractive_index("BK7", 0.5876)
    expected = 1 / ((n - 1) * (2 / 50 - (n - 1) * 5 / (n * 2500)))
    assert SINGLET.focal_length(0.5876) == pytest.approx(expected)
    assert SINGLET.back_focus(0.5876) < SINGLET.focal_length(0.5876)


def test_plane_plate_has_no_power():
    assert Stack([(None, 5.0, "F2"), (None, 0.0, "AIR")]).focal_length(0.5) == float("inf")


def test_spot_vanishes_in_focus():
    assert spot_radius(SINGLET, 0.5, SINGLET.back_focus(0.5), [1.0, 5.0]) == pytest.approx(0.0, abs=1e-12)
    assert spot_radius(SINGLET, 0.5, 0.0, []) == 0.0


def test_bend_leaves_the_stack_alone():
    radius, shift = bend(SINGLET, 1, -80.0, -40.0, 4, [0.45, 0.65])
    assert radius in (-80.0, -70.0, -60.0, -50.0, -40.0)
    assert shift <= chromatic_shift(SINGLET, [0.45, 0.65])
    assert SINGLET.surfaces[1] == (-50.0, 0.0, "AIR")


def test_prescription():
    assert prescription(SINGLET).splitlines()[1].split() == ["1", "50.000", "5.000", "BK7"]
