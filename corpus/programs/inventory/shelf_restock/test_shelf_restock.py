# SPDX-License-Identifier: Apache-2.0
import pytest

from perishable_lots import BackRoom, Lot
from shop_floor import Facing, Planogram, ShopFloor, UnknownArticle


def room_with(*lots):
    room = BackRoom()
    for lot in lots:
        room.receive(lot)
    return room


def test_first_expired_goes_first():
    room = room_with(Lot(1, "milk", 5, 9), Lot(2, "milk", 4, 7), Lot(3, "eggs", 9, 1))
    assert room.take("milk", 6) == [(2, 4), (1, 2)]
    assert room.on_hand("milk") == 3
    assert room.on_hand("eggs") == 9


def test_equal_expiry_falls_back_to_lot_number():
    room = room_with(Lot(8, "milk", 1, 5), Lot(3, "milk", 1, 5))
    assert [n for n, _ in room.take("milk", 2)] == [3, 8]


def test_empty_lot_is_refused():
    with pytest.raises(ValueError):
        BackRoom().receive(Lot(1, "milk", 0, 4))


def test_write_off_keeps_lots_that_expire_today():
    room = room_with(Lot(1, "milk", 5, 3), Lot(2, "milk", 6, 4))
    assert room.write_off(4) == 5
    assert room.waste == [(4, Lot(1, "milk", 5, 3))]
    assert room.on_hand("milk") == 6


def test_restock_and_lost_sales():
    room = room_with(Lot(1, "milk", 7, 9))
    floor = ShopFloor(Planogram([Facing("milk", 10, 3)]), room)
    floor.restock(0)
    assert floor.sell("milk", 5, 2) == 7
    facing = floor.planogram.facing_of("milk")
    assert (facing.level, facing.lost) == (0, 3)
    floor.close_day(0)
    assert floor.empty_days() == ["milk"]


def test_errors_on_the_floor():
    floor = ShopFloor(Planogram([Facing("milk", 10, 3)]), BackRoom())
    with pytest.raises(UnknownArticle):
        floor.sell("bread", 1)
    with pytest.raises(ValueError):
        floor.sell("milk", 1, 7)
