# SPDX-License-Identifier: Apache-2.0
from grayscan import GrayImage, binarize, clean_page, despeckle, otsu_threshold, rank_filter


def flat(width, height, value):
    return GrayImage(width, height, [value] * (width * height))


def test_border_is_extended():
    image = GrayImage(2, 2, [1, 2, 3, 4])
    assert image.get(-5, -5) == 1
    assert image.get(9, 1) == 4
    assert image.window(0, 0, 1) == [1, 1, 2, 1, 1, 2, 3, 3, 4]


def test_clone_is_independent():
    image = flat(2, 1, 7)
    other = image.clone()
    other.data[0] = 0
    assert image.data == [7, 7]


def test_rank_extremes():
    image = flat(3, 3, 10)
    image.data[4] = 200
    assert rank_filter(image, 1, 1.0).data == [200] * 9
    assert rank_filter(image, 1, 0.0).data == [10] * 9
    assert rank_filter(image, 1, 0.5).data == [10] * 9


def test_despeckle_touches_only_outliers():
    image = flat(5, 5, 100)
    image.data[12] = 180
    image.data[6] = 110
    out, replaced = despeckle(image, 40)
    assert replaced == 1
    assert out.data[12] == 100
    assert out.data[6] == 110
    assert image.data[12] == 180


def test_otsu_separates_two_levels():
    image = GrayImage(4, 2, [20, 20, 20, 20, 200, 200, 200, 200])
    level = otsu_threshold(image)
    assert 20 < level <= 200
    assert binarize(image, level) == ["####", "    "]


def test_flat_page_has_no_level():
    assert otsu_threshold(flat(3, 3, 90)) == 0


def test_clean_page_stops_early():
    rows, level, history = clean_page(flat(4, 3, 128))
    assert history == [0]
    assert level == 0
    assert rows == ["    "] * 3
