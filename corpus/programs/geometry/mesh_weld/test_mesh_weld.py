# SPDX-License-Identifier: Apache-2.0
import pytest

from objtext import dump_obj, parse_obj
from weld_tools import Mesh, weld

TETRA = Mesh(
    [(0.0, 0.0, 0.0), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)],
    [[0, 2, 1], [0, 1, 3], [0, 3, 2], [1, 2, 3]],
)


def test_round_trip():
    text = dump_obj(TETRA.vertices, TETRA.faces)
    vertices, faces = parse_obj(text)
    assert vertices == TETRA.vertices
    assert faces == TETRA.faces
    assert text.startswith("v 0.0000 0.0000 0.0000\n")


def test_parse_rejects():
    with pytest.raises(ValueError, match="cannot read"):
        parse_obj("q 1 2 3")
    with pytest.raises(ValueError, match="vertex 4"):
        parse_obj("v 0 0 0\nf 1 4 1")


def test_comments_and_slashes():
    vertices, faces = parse_obj("# a\n\nv 0 0 0\nv 1 0 0\nv 0 1 0\nf 1/1 2/2 3/3\n")
    assert len(vertices) == 3 and faces == [[0, 1, 2]]


def test_closed_solid():
    assert TETRA.euler_characteristic() == 2
    assert TETRA.boundary() == []
    assert TETRA.volume() == pytest.approx(1 / 6)


def test_open_mesh_has_boundary():
    assert Mesh(TETRA.vertices, TETRA.faces[:1]).boundary() == [(0, 2), (1, 2), (0, 1)]


def test_weld_merges_and_drops():
    v = [(0, 0, 0), (1, 0, 0), (0, 1, 0), (0.0001, 0, 0), (0, 1, 0.0001), (0, 1, 0)]
    mesh = weld(v, [[0, 1, 2], [3, 4, 5]])
    assert mesh.vertices == [(0, 0, 0), (1, 0, 0), (0, 1, 0)]
    assert mesh.faces == [[0, 1, 2]]
