# SPDX-License-Identifier: Apache-2.0
import pytest

from bookings import BookingDesk, Clash, clock


@pytest.fixture
def desk():
    return BookingDesk([
        {"name": "big", "seats": 20, "equipment": ["beamer"]},
        {"name": "den", "seats": 4, "equipment": []},
        {"name": "lab", "seats": 4, "equipment": ["beamer"]},
    ])


def test_back_to_back_is_no_clash(desk):
    assert desk.book("den", 60, 120, "a") == 1
    assert desk.book("den", 120, 180, "b") == 2
    with pytest.raises(Clash, match="den is taken at d0 01:30"):
        desk.book("den", 90, 100, "c")
    assert desk.next_id == 3


def test_bad_requests(desk):
    with pytest.raises(KeyError):
        desk.book("attic", 1, 2, "a")
    with pytest.raises(ValueError):
        desk.book("den", 5, 5, "a")


def test_find_smallest(desk):
    assert desk.find_room(0, 60, 3) == "den"
    assert desk.find_room(0, 60, 3, ["beamer"]) == "lab"
    desk.book("lab", 0, 30, "a")
    assert desk.find_room(0, 60, 3, ["beamer"]) == "big"
    assert desk.find_room(0, 60, 21) is None


def test_outsiders_cannot_change_bookings(desk):
    desk.book("den", 0, 60, "a")
    desk.bookings_of("den")[0]["end"] = 999
    assert desk.bookings[0]["end"] == 60


def test_gaps_and_cancel(desk):
    number = desk.book("den", 100, 200, "a")
    desk.book("den", 210, 300, "a")
    assert desk.gaps("den", 50, 400) == [(50, 100), (300, 400)]
    assert desk.gaps("den", 50, 400, 10) == [(50, 100), (200, 210), (300, 400)]
    assert desk.cancel(number)["start"] == 100
    assert desk.cancel(number) is None
    assert desk.gaps("den", 50, 310) == [(50, 210)]


def test_utilisation_and_agenda(desk):
    desk.book("big", 30, 90, "a")
    desk.book("den", 0, 15, "a")
    assert desk.utilisation(0, 60) == {"big": 0.5, "den": 0.25, "lab": 0.0}
    assert desk.agenda("a") == "d0 00:00-d0 00:15 den\nd0 00:30-d0 01:30 big\n"
    assert clock(1441) == "d1 00:01"
