# SPDX-License-Identifier: Apache-2.0
import pytest

from album_dedupe import Album, keepers, merge_sets
from photo_prints import fingerprint, hamming, mirrored, thumbnail


def halves(left, right):
    return [[left] * 8 + [right] * 8 for _ in range(16)]


def test_thumbnail_averages():
    assert thumbnail(halves(10, 50))[3] == [10.0] * 4 + [50.0] * 4


def test_tiny_photo():
    with pytest.raises(ValueError):
        thumbnail([[1] * 8] * 7)


def test_fingerprint_of_halves():
    assert fingerprint(halves(10, 50)) == "00001111" * 8
    assert fingerprint(halves(9, 9)) == "0" * 64


def test_hamming():
    assert hamming("0110", "0011") == 2
    with pytest.raises(ValueError):
        hamming("0", "01")


def test_mirror_is_an_involution():
    bits = "0001" * 16
    assert mirrored(bits) == "10001000" * 8
    assert mirrored(mirrored(bits)) == bits


def test_mirrored_photo_is_a_duplicate():
    album = Album(2)
    album.add("a", halves(10, 50))
    album.add("b", [[100] * 16] * 8 + [[1] * 16] * 8)
    album.add("c", halves(50, 10))
    assert album.pairs() == [("a", "c")]
    with pytest.raises(KeyError):
        album.add("a", halves(1, 2))


def test_sets_are_transitive():
    assert merge_sets(list("abcde"), [("a", "b"), ("c", "d"), ("b", "d")]) == [["a", "b", "c", "d"]]
    assert merge_sets(["x", "y"], []) == []


def test_keeper_is_the_largest_then_the_first():
    assert keepers([["a", "b", "c"]], {"a": 3, "b": 8, "c": 8}) == ["b"]
