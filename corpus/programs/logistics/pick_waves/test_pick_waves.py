# SPDX-License-Identifier: Apache-2.0
import pytest

from store_map import Slot, tour, walk
from waves import Stockout, Warehouse, bundle, pick_list, run_day


def order(number, time, *lines):
    return {"id": number, "time": time, "lines": list(lines)}


def test_slots():
    slot = Slot("C-07-3")
    assert (slot.aisle, slot.bay, slot.level) == (2, 7, 3)
    for code in ("C-7-3", "c-07-3", "C-07-33"):
        with pytest.raises(ValueError):
            Slot(code)


def test_walk_uses_the_nearer_end():
    assert walk("A-03-1", "A-10-2") == 14
    assert walk("A-02-1", "B-03-1") == 15
    assert walk("A-18-1", "C-19-1") == 16


def test_tour():
    assert tour(["A-09-1", "A-02-1", "B-01-1"]) == (["A-02-1", "B-01-1", "A-09-1"], 4 + 11 + 25 + 18)
    assert tour([]) == ([], 0)


def test_take_from_the_fullest():
    house = Warehouse([["A-01-1", "x", 2], ["A-02-1", "x", 5], ["A-03-1", "y", 9]])
    assert house.take("x", 6) == [("A-02-1", 5), ("A-01-1", 1)]
    assert house.on_hand("x") == 1
    with pytest.raises(Stockout) as gap:
        house.take("x", 3)
    assert gap.value.missing == 2
    assert house.on_hand("x") == 1


def test_bundle_by_age():
    orders = [order(1, 30, "a", "b"), order(2, 10, "c"), order(3, 20, "d", "e"), order(4, 20, "f")]
    assert [[o["id"] for o in wave] for wave in bundle(orders, 3)] == [[2, 3], [4, 1]]
    assert [len(w) for w in bundle([order(1, 1, *"abcdef")], 3)] == [1]


def test_short_order_keeps_earlier_lines():
    house = Warehouse([["A-01-1", "x", 4], ["A-02-1", "y", 1]])
    picks, short = pick_list(house, [order(7, 1, ("x", 3), ("y", 2)), order(8, 2, ("x", 1))])
    assert picks == {"A-01-1": 4}
    assert short == [(7, "y", 1)]
    assert run_day(house, [order(9, 1, ("y", 1))])[0]["metres"] == 8
