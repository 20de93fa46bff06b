# SPDX-License-Identifier: Apache-2.0
import pytest

from shrinkwrap import Carver, fit, lum, transpose

W, B = (255, 255, 255), (0, 0, 0)


def test_luminance_weights():
    assert lum(W) == 255
    assert lum(B) == 0
    assert lum((0, 255, 0)) == 149


def test_flat_picture_has_no_energy():
    assert Carver([[W] * 4] * 3).energy_map() == [[0] * 4] * 3


def test_seam_prefers_leftmost_of_equals():
    seam, total = Carver([[W] * 5] * 4).cheapest_seam()
    assert seam == [0, 0, 0, 0]
    assert total == 0


def test_seam_avoids_the_edge():
    rows = [[W, W, W, B, W, W, W]] * 3
    c = Carver(rows)
    assert c.narrow(2) == [0, 0]
    assert all(row.count(B) == 1 for row in c.rows)
    assert c.log[0] == "step 0 cost 0 path 0,0,0"


def test_too_much_is_refused():
    with pytest.raises(ValueError):
        Carver([[W, B]]).narrow(2)


def test_source_rows_are_kept():
    rows = [[W, B, W], [B, W, W]]
    Carver(rows).narrow(1)
    assert rows == [[W, B, W], [B, W, W]]


def test_fit_reaches_the_size():
    rows = [[W, W, B, W], [W, W, B, W], [W, W, B, W]]
    small, costs = fit(rows, 3, 2)
    assert [len(r) for r in small] == [3, 3]
    assert len(costs) == 2
    assert transpose(transpose(rows)) == rows
