# SPDX-License-Identifier: Apache-2.0
from datetime import datetime

import pytest

from fuel_report import consumption, distance, idle_minutes, rank, refuels, table, vans
from telemetry_log import parse_entry, read_log

LINES = [
    "2024-03-01T08:30:00 VAN1 km=150.0 fuel=35.0 evt=stop",
    "2024-03-01T08:00:00 VAN1 km=100.0 fuel=40.0 evt=drive",
    "garbage",
    "2024-03-01T08:50:00 VAN1 km=150.0 fuel=55.0 evt=drive",
    "2024-03-01T09:30:00 VAN1 km=200.0 fuel=50.0 evt=stop",
    "2024-03-01T08:00:00 VAN2 km=10.0 fuel=20.0 evt=stop",
    "2024-03-01T09:00:00 VAN2 km=110.0 fuel=5.0 evt=stop",
    "2024-03-01T09:00:00 VAN3 km=7.0 fuel=5.0",
    "2024-03-01T09:00:00 VAN3 km=seven",
]


@pytest.fixture
def entries():
    return read_log(LINES)[0]


def test_parse():
    entry = parse_entry(LINES[0])
    assert entry == {"time": datetime(2024, 3, 1, 8, 30), "van": "VAN1", "km": 150.0, "fuel": 35.0, "evt": "stop"}
    assert parse_entry("nothing here") is None


def test_read_log_counts_broken(entries):
    assert read_log(LINES)[1] == 2
    assert [e["time"].minute for e in entries if e["van"] == "VAN1"] == [0, 30, 50, 30]
    assert vans(entries) == ["VAN1", "VAN2", "VAN3"]


def test_distance_and_refuels(entries):
    assert distance(entries, "VAN1") == 100.0
    assert distance(entries, "VAN9") == 0.0
    assert refuels(entries, "VAN1") == [(datetime(2024, 3, 1, 8, 50), 20.0)]


def test_consumption(entries):
    assert consumption(entries, "VAN1") == pytest.approx(10.0)
    assert consumption(entries, "VAN2") == pytest.approx(15.0)
    assert consumption(entries, "VAN3") is None


def test_idle_leaves_out_breaks(entries):
    assert idle_minutes(entries, "VAN1") == 20
    assert idle_minutes(entries, "VAN2") == 0


def test_rank_and_table(entries):
    assert [(v, round(c, 6), round(a, 6)) for v, c, a in rank(entries)] == [("VAN2", 15.0, 0.2), ("VAN1", 10.0, -0.2)]
    assert table(entries).splitlines()[1] == "VAN1    10.00  -20.0%    20 min"
