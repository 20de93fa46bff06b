# SPDX-License-Identifier: Apache-2.0
import pytest

from pallet_load import Carton, Layer, Pallet, fill_rate, label, lie_down, load


def box(code="box-1", length=600, width=400, height=500, weight=1000, fragile=False):
    return Carton(code, length, width, height, weight, fragile)


def test_four_to_a_layer():
    pallets = load([box() for _ in range(12)])
    assert len(pallets) == 1
    assert pallets[0].height() == 1500
    assert [len(layer.rows) for layer in pallets[0].layers] == [2, 2, 2]
    assert fill_rate(pallets[0]) == pytest.approx(1500 / 1650)
    assert len(load([box() for _ in range(13)])) == 2


def test_turning():
    assert lie_down(box(length=300, width=500)).length == 500
    assert load([box(length=700, width=1100)])[0].cartons()[0].width == 700


def test_refusals():
    with pytest.raises(ValueError, match="fits no pallet"):
        load([box(length=900, width=900)])
    with pytest.raises(ValueError, match="too heavy"):
        load([box(weight=700_001)])
    assert load([]) == []


def test_weight_opens_another_pallet():
    assert [p.weight() for p in load([box(weight=400_000), box(weight=350_000)])] == [400_000, 350_000]


def test_nothing_sturdy_above_fragile():
    pallet = Pallet(1)
    assert pallet.place(box(fragile=True))
    assert not pallet.place(box())
    assert pallet.place(box(fragile=True))


def test_row_takes_only_narrower():
    layer = Layer()
    assert layer.place(box(width=300))
    assert layer.place(box(width=400))
    assert layer.place(box(width=300))
    assert [len(row) for row in layer.rows] == [2, 1]
    assert not layer.place(box(length=700, width=200))


def test_label():
    assert label(load([box("b-1"), box("a-2"), box("b-3", weight=2500)])[0]) == "P01 4.5kg 500mm ax1 bx2"
