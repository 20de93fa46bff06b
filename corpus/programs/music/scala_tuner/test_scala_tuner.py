# SPDX-License-Identifier: Apache-2.0
from fractions import Fraction

import pytest
from scala_format import ScaleError, degree_to_cents, just_intervals, odd_limit, parse_scale
from temperament import Temperament, interval_table, name_interval

EQUAL = "Equal\n12\n" + "\n".join(f"{100 * n}.0" for n in range(1, 13))


def test_degrees():
    assert degree_to_cents(" 2/1 ! octave") == 1200.0
    assert degree_to_cents("386.3") == 386.3
    for bad in ("x", "3/0", "-3/2"):
        with pytest.raises(ScaleError):
            degree_to_cents(bad)


def test_parse_scale_checks_the_count():
    assert parse_scale("! c\nTiny\n2\n3/2\n2/1\n")[0] == "Tiny"
    with pytest.raises(ScaleError, match="3 degrees announced"):
        parse_scale("Tiny\n3\n3/2\n2/1\n")
    with pytest.raises(ScaleError):
        parse_scale("Tiny\n")


def test_just_intervals():
    assert odd_limit(Fraction(16, 15)) == 15
    assert just_intervals(5) == [Fraction(r) for r in ("1", "6/5", "5/4", "4/3", "3/2", "8/5", "5/3")]


def test_equal_temperament_frequencies():
    tuning = Temperament(EQUAL)
    assert tuning.frequency(69) == 440.0
    assert tuning.frequency(57) == pytest.approx(220.0)
    assert tuning.frequency(60) == pytest.approx(261.6256, abs=1e-3)
    assert tuning.nearest_key(442.0)[0] == 69


def test_unison_and_octave_do_not_beat():
    tuning = Temperament("Octaves\n1\n2/1")
    assert tuning.beating([69]) == 0.0
    assert tuning.beating([69, 70]) == 0.0


def test_interval_names():
    assert name_interval(702.0) == "3/2"
    assert name_interval(1200 + 386.0) == "5/4"
    assert name_interval(50.0) == "?"
    assert interval_table(Temperament(EQUAL), 60, 62) == [(60, 61, "16/15"), (60, 62, "9/8"), (61, 62, "16/15")]
