# SPDX-License-Identifier: Apache-2.0
from collections import Counter

import pytest
from rota_book import RotaBook, Rotation, fairness, route


@pytest.fixture
def book():
    return RotaBook([Rotation("core", ["ada", "bob", "cleo"], 10), Rotation("edge", ["cleo", "dan"], 20, start=5)])


def test_regular_rotation(book):
    assert [book.on_call("core", hour) for hour in (0, 9, 10, 29, 30)] == ["ada", "ada", "bob", "cleo", "ada"]
    assert book.on_call("edge", 0) == "dan"
    with pytest.raises(ValueError):
        Rotation("none", [], 5)


def test_later_override_wins_unless_absent(book):
    book.override("core", 0, 8, "dan")
    book.override("core", 4, 6, "eve")
    assert [book.on_call("core", hour) for hour in (3, 4, 6, 8)] == ["dan", "eve", "dan", "ada"]
    book.absent("eve", 0, 5)
    assert [book.on_call("core", hour) for hour in (4, 5)] == ["dan", "eve"]


def test_absent_member_is_replaced_by_next(book):
    book.absent("bob", 12, 14)
    assert book.timeline("core", 9, 15) == [("ada", 9, 10), ("bob", 10, 12), ("cleo", 12, 14), ("bob", 14, 15)]
    for person in ("ada", "bob", "cleo"):
        book.absent(person, 20, 21)
    assert book.on_call("core", 20) is None
    assert book.rotations["core"].members == ["ada", "bob", "cleo"]


def test_hours_and_nights(book):
    assert book.hours("core", 0, 25) == Counter(ada=10, bob=10, cleo=5)
    assert book.night_hours("core", 0, 24) == Counter(ada=7, cleo=2)


def test_double_booking(book):
    assert book.double_booked(5, 25) == [(hour, "cleo") for hour in range(20, 25)]


def test_route_escalates(book):
    assert route(book, [(8, "core", 0), (8, "core", 5)], 2) == ["00008 core: ada", "00008 core: ada > bob > bob"]


def test_fairness():
    assert fairness(Counter(a=3, b=1)) == 0.5
    assert fairness(Counter()) == 0.0
