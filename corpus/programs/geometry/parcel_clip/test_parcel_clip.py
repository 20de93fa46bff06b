# SPDX-License-Identifier: Apache-2.0
import pytest

from zoning_overlay import Parcel, Piece, Ring, Zone, boxes_meet, clip, main_zone, overlay, parcel_by_ref, use_table


def square(x, y, size):
    return Ring([(x, y), (x + size, y), (x + size, y + size), (x, y + size)])


def test_area_sign_follows_direction():
    ring = square(0, 0, 4)
    assert ring.signed_area() == 16
    assert Ring(ring.points[::-1]).signed_area() == -16
    assert ring.bounds == (0, 0, 4, 4)


def test_boxes_that_only_touch_do_not_meet():
    assert boxes_meet(square(0, 0, 4), square(3, 3, 4))
    assert not boxes_meet(square(0, 0, 4), square(4, 0, 4))


def test_clip_quarter_and_disjoint():
    assert clip(square(0, 0, 4), square(2, 2, 4)).signed_area() == pytest.approx(4)
    assert clip(square(0, 0, 1), square(5, 5, 1)).points == []


def test_overlay_rows_in_order():
    lots = [Parcel("a", "yard", square(0, 0, 4)), Parcel("b", "arable", square(5, 0, 2))]
    zones = [Zone("W", square(-10, -10, 12)), Zone("E", square(2, -10, 20))]
    pieces = overlay(lots, zones)
    assert [(p.parcel, p.zone) for p in pieces] == [("a", "W"), ("a", "E"), ("b", "E")]
    assert pieces[0].area == pytest.approx(4)
    assert use_table(lots, pieces)[("E", "arable")] == pytest.approx(4)


def test_main_zone_prefers_first_on_tie():
    pieces = [Piece("a", "N", 2.0), Piece("b", "S", 9.0), Piece("a", "S", 2.0)]
    assert main_zone("a", pieces) == "N"
    assert main_zone("c", pieces) is None


def test_unknown_parcel():
    with pytest.raises(LookupError):
        parcel_by_ref([], "x")
