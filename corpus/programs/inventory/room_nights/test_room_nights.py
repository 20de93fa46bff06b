# SPDX-License-Identifier: Apache-2.0
from datetime import date

import pytest
from stay_ledger import Hotel, Overbooked, Stay

D = date


def test_departure_day_can_be_sold_again():
    hotel = Hotel([(1, "single")])
    assert hotel.book(Stay("a", "single", D(2023, 6, 1), 3)) == 1
    assert hotel.book(Stay("b", "single", D(2023, 6, 4), 1)) == 1
    with pytest.raises(Overbooked):
        hotel.book(Stay("c", "single", D(2023, 6, 3), 2))


def test_tightest_room_is_preferred():
    hotel = Hotel([(1, "d"), (2, "d"), (3, "d")])
    early = Stay("a", "d", D(2023, 6, 1), 2)
    hotel.book(early)
    late = Stay("b", "d", D(2023, 6, 2), 3)
    assert hotel.book(late) == 2
    assert hotel.book(Stay("c", "d", D(2023, 6, 5), 1)) == 2
    assert hotel.book(Stay("d", "d", D(2023, 6, 5), 1)) == 1


def test_kind_matters():
    with pytest.raises(Overbooked):
        Hotel([(1, "d")]).book(Stay("a", "suite", D(2023, 6, 1), 1))


def test_zero_nights():
    with pytest.raises(ValueError):
        Stay("a", "d", D(2023, 6, 1), 0)


def test_occupancy_and_arrivals():
    hotel = Hotel([(1, "d"), (2, "d")])
    for guest, start in (("z", 1), ("y", 1)):
        hotel.book(Stay(guest, "d", D(2023, 6, start), 2))
    assert hotel.occupancy(D(2023, 6, 1), D(2023, 6, 3)) == [
        (D(2023, 6, 1), 100.0), (D(2023, 6, 2), 100.0), (D(2023, 6, 3), 0.0)]
    assert hotel.arrivals(D(2023, 6, 1)) == ["y", "z"]


def test_busiest_week_takes_earliest():
    hotel = Hotel([(1, "d")])
    hotel.book(Stay("a", "d", D(2023, 6, 10), 1))
    assert hotel.busiest_week(D(2023, 6, 1), D(2023, 6, 20)) == (D(2023, 6, 4), 1)
    assert hotel.busiest_week(D(2023, 6, 1), D(2023, 6, 3)) == (None, -1)
