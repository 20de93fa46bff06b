# SPDX-License-Identifier: Apache-2.0
import json

from kanbanline import Line, Part, Station, idle_share, state_shares


def station(name="s", minutes=2, setup=0, breakdown=0.0, repair=0):
    return Station(name, {"a": minutes, "b": minutes}, setup, breakdown, repair)


def test_single_station():
    line = Line([station()], ["a", "a"], 3, 1).run()
    assert [p.finished for p in line.finished] == [1, 3]
    assert line.minute == 4
    assert line.stations[0].states == ["work"] * 4


def test_setup_when_the_model_changes():
    line = Line([station(minutes=1, setup=2)], ["a", "b", "b"], 3, 1).run()
    assert [p.finished for p in line.finished] == [2, 5, 6]
    assert line.stations[0].states[:3] == ["setup", "setup", "work"]


def test_blocking_behind_a_slow_station():
    line = Line([station("fast", 1), station("slow", 4)], ["a"] * 6, 1, 1).run()
    shares = state_shares(line.stations[0])
    assert shares["blocked"] > 0.4
    assert line.constraint() == "slow"
    assert [p.serial for p in line.finished] == [1, 2, 3, 4, 5, 6]
    assert idle_share(station()) == 0.0


def test_breakdowns_take_repair_time():
    line = Line([station(breakdown=1.0, repair=3)], ["a"], 1, 1)
    for _ in range(6):
        line.step()
    assert line.stations[0].states == ["down"] * 6
    assert line.in_process() == 1


def test_traces_and_lead_times():
    line = Line([station("x", 1), station("y", 1)], ["a", "b"], 2, 1).run()
    assert line.finished[0].trace == [("x", 0), ("y", 1)]
    assert line.lead_times() == {"a": (1, 1.0), "b": (1, 2.0)}
    assert Part(1, "a", 0).trace == []


def test_snapshots_hourly():
    line = Line([station(minutes=61)], ["a", "a"], 1, 1).run()
    assert line.minute == 122 and len(line.snapshots) == 3
    assert json.loads(line.snapshots[0])[0]["working_on"]["serial"] == 1
