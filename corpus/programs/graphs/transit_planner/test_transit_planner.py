# SPDX-License-Identifier: Apache-2.0
import pytest

from tramnet import Tramnet


@pytest.fixture
def net():
    n = Tramnet()
    n.add_line("A", ["p", "q", "r"], [5, 5])
    n.add_line("B", ["q", "r", "s"], [1, 2])
    n.add_line("Z", ["y", "z"], [9])
    return n


def test_direct_ride_beats_a_change(net):
    assert net.plan("p", "r") == (10, [("A", ["p", "q", "r"])])


def test_change_costs_minutes(net):
    assert net.plan("p", "s") == (12, [("A", ["p", "q"]), ("B", ["q", "r", "s"])])


def test_first_line_is_free_to_board(net):
    assert net.plan("q", "r") == (1, [("B", ["q", "r"])])
    assert net.plan("s", "q")[0] == 3


def test_unreachable_and_trivial(net):
    assert net.plan("p", "z") is None
    assert net.plan("p", "p") == (0, [])
    with pytest.raises(KeyError):
        net.plan("p", "nowhere")


def test_timetable_and_centre(net):
    assert net.timetable("y") == {"y": 0, "z": 9}
    assert net.timetable("q") == {"p": 5, "q": 0, "r": 1, "s": 3}
    assert net.centre(["p", "q", "r"]) == ("q", 5)


def test_states_are_listed_per_line(net):
    assert net.lines_at("q") == ["A", "B"]
    assert len(net.states()) == 8
