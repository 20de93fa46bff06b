# SPDX-License-Identifier: Apache-2.0
import pytest

from clarke_wright import build, crates, joined, minutes, route_with, savings, timetable
from customers import Customer, CustomerFile, bearing, drive

DEPOT = Customer(0, 0, 0, 0, 0, 2000)


def shop(number, x, y, amount=5, opens=0, closes=2000):
    return Customer(number, x, y, amount, opens, closes)


A, B, C = shop(1, 10, 0), shop(2, 10, 2), shop(3, -10, 0)


def ids(routes):
    return sorted(sorted(c.id for c in r) for r in routes)


def test_csv():
    book = CustomerFile("id,x,y,crates,opens,closes\n7,1.5,2,3,420,600\n9,0,0,1,1,2\n")
    assert book.by_id(7) == Customer(7, 1.5, 2.0, 3, 420, 600)
    assert [c.id for c in book.all()] == [7, 9]
    with pytest.raises(KeyError):
        book.by_id(8)


def test_savings_order():
    assert savings(DEPOT, [A, B, C])[0] == (30.0, 1, 2)
    assert [s[1:] for s in savings(DEPOT, [A, B, C])] == [(1, 2), (1, 3), (2, 3)]
    assert (drive(A, B), bearing(DEPOT, C)) == (3.0, 180.0)


def test_joined_turns_routes():
    assert joined([A, C], [B], 1, 2) == [C, A, B]
    assert joined([A], [C, B], 1, 2) == [A, B, C]
    assert joined([A, B, C], [shop(4, 0, 0)], 2, 4) is None
    assert route_with([[A], [B, C]], 3) == [B, C]
    assert route_with([[A]], 9) is None


def test_build_respects_capacity():
    assert ids(build(DEPOT, [A, B, C], 100)) == [[1, 2], [3]]
    assert ids(build(DEPOT, [A, B, C], 9)) == [[1], [2], [3]]
    assert build(DEPOT, [], 9) == []


def test_windows():
    early = shop(1, 10, 0, closes=436)
    late = shop(2, 10, 2, opens=600)
    assert timetable(DEPOT, [early, late]) == [435, 600]
    assert timetable(DEPOT, [late, early]) is None
    assert [c.id for c in build(DEPOT, [late, early], 100)[0]] == [1, 2]
    assert len(build(DEPOT, [shop(1, 10, 0, closes=436), shop(2, 10, 2, closes=439)], 100)) == 2


def test_totals():
    assert crates([A, B]) == 10
    assert minutes(DEPOT, [A, B]) == 15 + 3 + 18
