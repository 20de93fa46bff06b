# SPDX-License-Identifier: Apache-2.0
import pytest

from telemetry_rollup import Reading, baseline, despike, fill_gaps, hourly, median, read_csv, rollup, split_by_station

HEAD = "station,day,time,value,flag\n"


def test_read_skips_bad_rows():
    text = HEAD + "A,0,00:05,1.5,\nA,0,00:10,nan,\nA,0,00:15,oops,\nA,0,00:20,2,E\nA,1,01:00,3,q\n"
    assert list(read_csv(text)) == [Reading("A", 5, 1.5), Reading("A", 1500, 3.0)]


def test_median():
    assert median([3, 1, 2]) == 2
    assert median([4, 1, 3, 2]) == 2.5


def test_despike_only_touches_spikes():
    values = [1.0, 2.0, 50.0, 2.0, 1.0]
    assert despike(values) == [1.0, 2.0, 2.0, 2.0, 1.0]
    assert values[2] == 50.0
    assert despike([]) == []


def test_baseline_is_trailing():
    assert baseline([1, 5, 3, 9], 3) == [1, 3.0, 3, 5]


def test_hourly_and_gaps():
    rows = hourly([0, 30, 60, 240], [1.0, 3.0, 5.0, 8.0])
    assert rows == [(0, 2.0, 1.0, 3.0, 2), (1, 5.0, 5.0, 5.0, 1), (4, 8.0, 8.0, 8.0, 1)]
    assert fill_gaps(rows) == {0: 2.0, 1: 5.0, 2: 6.0, 3: 7.0, 4: 8.0}
    assert fill_gaps([]) == {}


def test_split_keeps_order():
    a, b, c = Reading("A", 2, 1.0), Reading("B", 1, 1.0), Reading("A", 1, 4.0)
    assert split_by_station([a, b, c]) == {"A": [a, c], "B": [b]}


def test_rollup():
    text = HEAD + "B,0,01:00,3,\nB,0,00:00,1,\nA,0,00:00,7,\n"
    out = rollup(text)
    assert list(out) == ["A", "B"]
    assert out["B"]["hours"][0][0] == 0
    assert out["B"]["mean"] == pytest.approx(2.0)
    assert out["A"]["above_baseline"] == 0
