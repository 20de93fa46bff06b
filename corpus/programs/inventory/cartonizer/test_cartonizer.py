# SPDX-License-Identifier: Apache-2.0
import pytest
from carton_fill import Carton, DoesNotFit, Item, Packer, postage

SMALL = Carton("S", (10, 10, 10), 1000, 3)
BIG = Carton("B", (30, 20, 20), 9000, 8)


def names(cartons):
    return [(c.name, [i.ref for i in c.content]) for c in cartons]


def test_item_may_be_turned():
    flat = Carton("F", (2, 30, 20), 500, 1)
    assert flat.accepts(Item("plate", (20, 25, 1), 100))
    assert not flat.accepts(Item("pot", (20, 25, 3), 100))


def test_largest_goes_first_and_kinds_stay_empty():
    packer = Packer([SMALL, BIG])
    cartons = packer.pack([Item("tiny", (2, 2, 2), 10), Item("huge", (25, 18, 18), 500)])
    assert names(cartons) == [("B", ["huge", "tiny"])]
    assert SMALL.content == [] and BIG.content == []


def test_equal_items_keep_their_order():
    cartons = Packer([BIG]).pack([Item("a", (5, 5, 5), 9), Item("b", (5, 5, 5), 9)])
    assert names(cartons) == [("B", ["a", "b"])]


def test_weight_opens_another_carton():
    cartons = Packer([SMALL]).pack([Item("lead", (3, 3, 3), 700), Item("iron", (3, 3, 2), 600)])
    assert names(cartons) == [("S", ["lead"]), ("S", ["iron"])]
    assert postage(cartons) == 6


def test_fragile_is_not_put_on_heavy():
    heavy, egg = Item("brick", (9, 9, 6), 900), Item("egg", (2, 2, 2), 50, True)
    assert len(Packer([SMALL]).pack([heavy, egg])) == 2


def test_too_large():
    with pytest.raises(DoesNotFit):
        Packer([SMALL]).pack([Item("pole", (200, 1, 1), 5)])


def test_fill_limit():
    assert not SMALL.accepts(Item("cube", (10, 10, 9), 5))
    assert SMALL.accepts(Item("cube", (10, 10, 8), 5))
