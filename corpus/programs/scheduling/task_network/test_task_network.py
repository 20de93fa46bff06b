# SPDX-License-Identifier: Apache-2.0
import pytest

from critical_path import CircularDependency, TaskNetwork

HOUSE = """
roof 3 walls
base 4
walls 6 base
garden 2 base
party 0 roof garden
"""


@pytest.fixture
def house():
    return TaskNetwork.read(HOUSE)


def test_order_follows_needs(house):
    assert house.order() == ["base", "walls", "roof", "garden", "party"]
    assert house.successors("base") == ["walls", "garden"]


def test_times(house):
    assert house.early_start("roof") == 10
    assert house.finish() == 13
    assert house.late_starts()["garden"] == 11


def test_slack_and_critical(house):
    assert house.slack() == {"roof": 0, "base": 0, "walls": 0, "garden": 7, "party": 0}
    assert house.critical() == ["base", "walls", "roof", "party"]


def test_errors():
    with pytest.raises(CircularDependency, match="a, b"):
        TaskNetwork.read("a 1 b\nb 1 a\nc 1")
    with pytest.raises(KeyError):
        TaskNetwork.read("a 1 z")
    with pytest.raises(ValueError):
        TaskNetwork().task("a", -1)


def test_empty():
    assert TaskNetwork().finish() == 0
    assert TaskNetwork().gantt() == []


def test_gantt(house):
    assert house.gantt(13)[:2] == ["base    ====", "walls       ======"]
    assert house.gantt(13)[-1] == "party   " + " " * 13 + "="
