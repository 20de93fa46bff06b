# SPDX-License-Identifier: Apache-2.0
import random

import pytest

import heathfire as hf


def heath_of(*rows):
    return [[{"kind": k, "left": hf.BURN_STEPS.get(k, 1)} for k in row] for row in rows]


def test_sowing_is_reproducible():
    assert hf.picture(hf.sow(6, 4, 1)) == hf.picture(hf.sow(6, 4, 1))
    assert hf.count(hf.sow(9, 9, 2, gorse=0.0, bare=1.1), hf.BARE) == 81


def test_ignite_only_plants():
    heath = heath_of(".hg")
    assert [hf.ignite(heath, 0, x) for x in range(3)] == [False, True, True]
    assert not hf.ignite(heath, 0, 1)
    assert hf.picture(heath) == ".**"
    assert hf.front(heath) == 2 and hf.front(heath_of("hh")) == -1


def test_wind_pushes_fire_downwind():
    assert hf.wind_factor("w", 90, 1.0) == pytest.approx(2.718281828)
    assert hf.wind_factor("e", 90, 1.0) == pytest.approx(1 / 2.718281828)
    assert hf.wind_factor("n", 90, 1.0) == pytest.approx(1.0)


def test_neighbours_at_the_corner():
    heath = heath_of("hg", "._")
    assert [(d, c["kind"]) for d, c in hf.neighbours(heath, 0, 0)] == [("e", "g"), ("se", "_"), ("s", ".")]


def test_step_leaves_the_old_heath_alone():
    heath = heath_of("*h")
    after = hf.step(heath, random.Random(1))
    assert hf.picture(heath) == "*h" and heath[0][0]["left"] == 1
    assert hf.picture(after)[0] == "_"


def test_chance():
    heath = heath_of("*g", "hh")
    assert hf.chance(heath, 0, 1, 90, 0.0) == pytest.approx(0.31)
    assert hf.chance(heath_of("hh"), 0, 0, 90, 0.0) == 0.0


def test_fire_breaks_hold():
    heath = hf.sow(9, 5, 3, bare=0.0)
    hf.cut_break(heath, 4)
    hf.ignite(heath, 2, 1)
    end, records = hf.burn(heath, 6, strength=0.0)
    assert hf.count(end, hf.BURNING) == 0 and records[-1]["burning"] == 0
    assert all(row[x]["kind"] in "hg" for row in end for x in range(5, 9))
