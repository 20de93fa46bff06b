# SPDX-License-Identifier: Apache-2.0
import pytest

from stowage import Box, Ship, StowageError, by_port, gap, load_all, required_distance, violations


def test_required_distance_is_symmetric():
    a, b = Box("a", 5, 1, "3"), Box("b", 5, 1, "1.4")
    assert required_distance(a, b) == required_distance(b, a) == 4.0
    assert required_distance(a, Box("c", 5, 1, reefer=True)) == 1.6
    assert required_distance(a, Box("d", 5, 1)) == 0.0
    assert required_distance(a, Box("e", 5, 1, "9")) == 0.0


def test_far_port_must_be_below():
    ship = Ship(1, 1, 3, 100)
    ship.stow(Box("near", 9, 1))
    assert not ship.fits(Box("far", 9, 3), 0, 0)
    assert ship.fits(Box("near2", 9, 1), 0, 0)
    assert not ship.fits(Box("heavy", 13.5, 1), 0, 0)


def test_limits():
    ship = Ship(1, 1, 2, 20)
    ship.stow(Box("a", 11, 1))
    with pytest.raises(StowageError):
        ship.stow(Box("b", 9.5, 1))
    ship.stow(Box("c", 2, 1))
    with pytest.raises(StowageError):
        ship.stow(Box("d", 1, 1))
    assert [b.number for b in ship.stack(0, 0)] == ["a", "c"]


def test_balance():
    ship = Ship(1, 3, 1, 99)
    assert ship.stow(Box("a", 10, 1)) == (0, 1)
    assert ship.stow(Box("b", 10, 1)) == (0, 0)
    assert ship.list_moment() == -10
    assert ship.stow(Box("c", 10, 1)) == (0, 2)
    assert ship.list_moment() == 0


def test_violations_text():
    ship = Ship(2, 1, 1, 99)
    ship.cargo = {(0, 0, 1): Box("x", 1, 1, "3"), (1, 0, 1): Box("b", 1, 1, "1.4")}
    assert gap((0, 0, 1), (1, 0, 1)) == 1.5
    assert violations(ship) == ["x / b: 1.50"]


def test_load_all_leaves_what_does_not_fit():
    ship = Ship(1, 2, 1, 99)
    left = load_all(ship, [Box("a", 5, 1), Box("b", 6, 1), Box("c", 1, 2)])
    assert [b.number for b in left] == ["a"]
    assert by_port(ship) == {1: (1, 6.0), 2: (1, 1.0)}
