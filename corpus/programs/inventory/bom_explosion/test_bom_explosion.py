# SPDX-License-Identifier: Apache-2.0
import pytest

from parts_tree import BillOfMaterial, CircularBill, Line, Part, shortage_report


@pytest.fixture
def bicycle():
    parts = [Part("BIKE", "bicycle", 500, 2), Part("WHEEL", "wheel", 120, 3), Part("SPOKE", "spoke", 4, 10),
             Part("NUT", "nut", 1, 5), Part("FRAME", "frame", 9000, 20)]
    lines = [Line("BIKE", "WHEEL", 2), Line("BIKE", "FRAME", 1), Line("WHEEL", "SPOKE", 32),
             Line("WHEEL", "NUT", 34), Line("BIKE", "NUT", 6)]
    return BillOfMaterial(parts, lines)


def test_explosion_adds_shared_components(bicycle):
    needs = bicycle.explode("BIKE", 3)
    assert needs == {"SPOKE": 192, "NUT": 222, "FRAME": 3}
    assert list(needs) == ["SPOKE", "NUT", "FRAME"]


def test_explosion_of_purchased_part(bicycle):
    assert bicycle.explode("NUT", 7) == {"NUT": 7}


def test_cost_and_lead(bicycle):
    assert bicycle.unit_cost("WHEEL") == 120 + 128 + 34
    assert bicycle.unit_cost("BIKE") == 500 + 2 * 282 + 9000 + 6
    assert bicycle.cumulative_lead("BIKE") == 22
    assert bicycle.cumulative_lead("SPOKE") == 10


def test_where_used_is_nearest_first(bicycle):
    assert bicycle.where_used("NUT") == ["WHEEL", "BIKE"]
    assert bicycle.where_used("BIKE") == []


def test_circular_bill_is_named():
    parts = [Part(n, n, 1, 1) for n in "XYZ"]
    bom = BillOfMaterial(parts, [Line("X", "Y", 1), Line("Y", "Z", 1), Line("Z", "X", 2)])
    with pytest.raises(CircularBill, match="X > Y > Z > X"):
        bom.check_circular("X")


def test_unknown_component():
    with pytest.raises(KeyError):
        BillOfMaterial([Part("X", "x", 1, 1)], [Line("X", "Q", 1)])


def test_shortages_sorted(bicycle):
    rows = shortage_report(bicycle, {"NUT": 10, "SPOKE": 50, "FRAME": 1}, {"NUT": 4, "FRAME": 1})
    assert [row.split()[0] for row in rows] == ["SPOKE", "NUT"]
    assert rows[1].endswith("6")
