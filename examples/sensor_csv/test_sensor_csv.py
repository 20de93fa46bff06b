# SPDX-License-Identifier: Apache-2.0
import pytest

from sensor_csv import (StationReport, all_readings, differences, lines_by_station, quartiles,
                        read_values, report, station_of)


def test_missing_values_are_skipped():
    assert read_values("hill;00001;1.5;NA;-2") == [1.5, -2.0]
    assert read_values("hill;00001") == []


def test_bad_numbers_are_an_error():
    with pytest.raises(ValueError):
        read_values("hill;00001;warm")


def test_station_is_the_first_cell():
    assert station_of("hill;00001;1") == "hill"
    assert station_of("") == ""


def test_lines_are_grouped_in_order():
    groups = lines_by_station(["b;1;1", "a;1;2", "b;2;3"])
    assert list(groups.items()) == [("b", ["b;1;1", "b;2;3"]), ("a", ["a;1;2"])]


def test_readings_keep_their_order():
    assert all_readings(["a;1;3;1", "a;2", "a;3;2"]) == [3.0, 1.0, 2.0]
    assert all_readings([]) == []


def test_differences():
    assert differences([1.0, 4.0, 2.0]) == [3.0, -2.0]
    assert differences([]) == differences([1.0]) == []


def test_quartiles_leave_the_readings_alone():
    readings = [5.0, 1.0, 3.0, 2.0, 4.0]
    assert quartiles(readings) == (2.0, 3.0, 4.0)
    assert readings == [5.0, 1.0, 3.0, 2.0, 4.0]


def test_report():
    reports = report(["a;1;1;3", "a;2;2", "b;1;NA"])
    assert [str(r) for r in reports] == [
        "a n=3 mean=2.000 quartiles=(1.0, 2.0, 2.0) step=2.0",
        "b n=0 mean=0.000 quartiles=None step=0.0"]
    assert StationReport("x", []).quartiles is None
