# SPDX-License-Identifier: Apache-2.0
import pytest

from channel_plan import ChannelPlan, OutOfChannels, fewest_channels
from masts import Mast, interferes, neighbours, pairs

LINE = [Mast("a", 0, 0, 1), Mast("b", 1.5, 0, 1), Mast("c", 3, 0, 1), Mast("d", 99, 0, 1)]
TRIANGLE = [Mast("a", 0, 0, 1), Mast("b", 1, 0, 1), Mast("c", 0, 1, 1)]


def test_interference():
    assert interferes(LINE[0], LINE[1])
    assert not interferes(LINE[0], Mast("z", 2, 0, 1))
    assert [m.code for m in neighbours(LINE, LINE[1])] == ["a", "c"]
    assert pairs(LINE) == [("a", "b"), ("b", "c")]


def test_plan_on_a_line():
    plan = ChannelPlan(LINE, 2)
    assert plan.solve() == {"b": 0, "a": 1, "c": 1, "d": 0}
    assert plan.clashes() == []
    assert plan.load() == [2, 2]


def test_blocked_channels_and_presets():
    masts = [Mast("a", 0, 0, 1, blocked=(0,)), Mast("b", 1, 0, 1)]
    assert ChannelPlan(masts, 2).solve() == {"a": 1, "b": 0}
    preset = ChannelPlan(TRIANGLE, 4)
    preset.assigned["b"] = 3
    assert preset.solve() == {"b": 3, "a": 0, "c": 1}


def test_out_of_channels():
    with pytest.raises(OutOfChannels, match="c"):
        ChannelPlan(TRIANGLE, 2).solve()
    assert fewest_channels(TRIANGLE) == 3
    assert fewest_channels(LINE) == 2
    with pytest.raises(OutOfChannels, match="limit"):
        fewest_channels(TRIANGLE, limit=2)


def test_clashes_are_reported():
    plan = ChannelPlan(TRIANGLE, 3)
    plan.assigned = {"a": 1, "b": 1}
    assert plan.clashes() == [("a", "b")]


def test_swap_respects_blocks():
    masts = [Mast("a", 0, 0, 1), Mast("b", 1, 0, 1, blocked=(2,))]
    plan = ChannelPlan(masts, 3)
    plan.assigned = {"a": 0, "b": 1}
    assert plan.swap(0, 1) and plan.assigned == {"a": 1, "b": 0}
    assert not plan.swap(0, 2)
    assert plan.assigned == {"a": 1, "b": 0}
