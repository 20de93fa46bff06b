# SPDX-License-Identifier: Apache-2.0
import pytest

from sprite_palette import ColorBox, Rgb, build_palette, nearest_index, remap, usage


def test_box_splits_along_its_longest_channel():
    box = ColorBox([Rgb(0, 0, 0), Rgb(10, 90, 0), Rgb(20, 10, 0), Rgb(5, 80, 3)])
    assert box.longest_channel() == 1
    low, high = box.split()
    assert [c.g for c in low.colors] == [0, 10]
    assert [c.g for c in high.colors] == [80, 90]


def test_single_colour_gives_single_entry():
    assert build_palette([Rgb(4, 5, 6)] * 9, 8) == [Rgb(4, 5, 6)]


def test_empty_picture_is_refused():
    with pytest.raises(ValueError):
        build_palette([], 4)


def test_nearest_prefers_the_first_of_equals():
    palette = [Rgb(10, 0, 0), Rgb(30, 0, 0)]
    assert nearest_index(palette, Rgb(20, 0, 0)) == 0
    assert nearest_index(palette, Rgb(21, 0, 0)) == 1


def test_remap_is_exact_for_palette_colours():
    palette = [Rgb(0, 0, 0), Rgb(255, 255, 255)]
    rows = [[palette[1], palette[0]], [palette[0], palette[1]]]
    assert remap(rows, palette) == ([[1, 0], [0, 1]], 0)


def test_remap_counts_the_error():
    assert remap([[Rgb(1, 2, 3)]], [Rgb(0, 0, 0)]) == ([[0]], 1 + 8 + 9)


def test_usage_orders_by_count_then_index():
    palette = [Rgb(0, 0, 0), Rgb(1, 1, 1), Rgb(2, 2, 2)]
    assert usage([[2, 2, 0], [1, 2, 0]], palette) == [(3, 2), (2, 0), (1, 1)]
