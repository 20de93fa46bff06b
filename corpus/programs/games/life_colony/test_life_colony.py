# SPDX-License-Identifier: Apache-2.0
import pytest

from colony import Colony, parse


def grown(name):
    colony = Colony()
    colony.place(name, 0, 0)
    return colony


def test_parse():
    assert parse(".O/OO", 5, 7) == [(6, 7), (5, 8), (6, 8)]
    assert parse("") == []


def test_blinker():
    colony = grown("blinker")
    colony.step()
    assert colony.cells == [(1, -1), (1, 0), (1, 1)]
    assert colony.render() == "O/O/O" and colony.generation == 1


def test_periods():
    assert grown("block").period(5) == 1
    assert grown("toad").period(5) == 2
    assert grown("glider").period(5) == 4
    assert grown("r_pentomino").period(10) is None


def test_glider_moves():
    colony = grown("glider")
    before = colony.cells
    for _ in range(4):
        colony.step()
    assert colony.cells == [(x + 1, y + 1) for x, y in before]
    assert colony.seen_before()


def test_place_keeps_cells_unique():
    colony = grown("block")
    colony.place("block", 1, 0)
    assert colony.cells == [(0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (2, 1)]
    with pytest.raises(KeyError):
        colony.place("gun", 0, 0)


def test_extinction():
    colony = Colony([(0, 0), (5, 5)])
    colony.step()
    assert colony.cells == [] and colony.render() == "" and colony.signature() == ()
    with pytest.raises(ValueError):
        colony.bounds()
