# SPDX-License-Identifier: Apache-2.0
from blob_outline import border_pixels, chain_code, follow, is_ink, outlines, shoelace, simplify

SQUARE = ["......", ".####.", ".####.", ".####.", ".####.", "......"]


def test_outside_is_blank():
    assert not is_ink(SQUARE, -1, 2)
    assert not is_ink(SQUARE, 2, 99)
    assert is_ink(SQUARE, 1, 1)


def test_border_skips_the_inside():
    border = border_pixels(SQUARE)
    assert len(border) == 12
    assert (2, 2) not in border
    assert border[0] == (1, 1)


def test_square_is_walked_once():
    path = follow(SQUARE, (1, 1))
    assert len(path) == len(set(path)) == 12
    assert shoelace(path) == 9.0


def test_lonely_pixel():
    assert outlines(["...", ".#.", "..."]) == [[(1, 1)]]
    assert shoelace([(1, 1)]) == 0


def test_two_blobs_two_paths():
    paths = outlines(["##..##", "##..##", "......"])
    assert [len(p) for p in paths] == [4, 4]
    assert paths[1][0] == (4, 0)


def test_chain_code_and_corners():
    path = follow(SQUARE, (1, 1))
    assert chain_code(path) == "000222444666"
    assert simplify(path) == [(1, 1), (4, 1), (4, 4), (1, 4)]


def test_simplify_leaves_short_paths():
    assert simplify([(3, 3), (4, 4)]) == [(3, 3), (4, 4)]
