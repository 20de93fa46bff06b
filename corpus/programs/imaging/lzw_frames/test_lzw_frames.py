# SPDX-License-Identifier: Apache-2.0
import pytest

from frame_lzw import CodeBook, compress, expand, frame_delta, pack


def test_book_starts_with_single_pixels():
    book = CodeBook(4)
    assert book.code([3]) == 3
    assert (book.clear_code, book.stop_code) == (4, 5)
    assert not book.has([0, 1])


def test_repeats_use_growing_codes():
    assert compress([1, 1, 1, 1, 1, 1], 2) == [2, 1, 4, 5, 3]


def test_empty_frame():
    assert compress([], 4) == [4, 5]
    assert expand([4, 5], 4) == []


@pytest.mark.parametrize("pixels", [[0], [0, 0, 0], [0, 1, 2, 3] * 9, [3, 3, 1] * 7 + [2]])
def test_round_trip(pixels):
    assert expand(compress(pixels, 4), 4) == pixels


def test_bad_input():
    with pytest.raises(ValueError):
        compress([9], 4)
    with pytest.raises(ValueError):
        expand([4, 1, 40], 4)
    with pytest.raises(ValueError):
        expand([4, 1], 4)


def test_pack_is_little_endian():
    assert pack([1], 12) == b"\x01\x00"
    assert pack([0xABC, 0xDEF], 12) == b"\xbc\xfa\xde"
    assert pack([], 12) == b""


def test_delta_marks_unchanged_pixels():
    assert frame_delta([1, 2, 3], [1, 5, 3], 9) == [9, 5, 9]
