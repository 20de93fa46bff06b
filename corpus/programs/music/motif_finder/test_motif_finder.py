# SPDX-License-Identifier: Apache-2.0
from motif_search import contour_line, family, interval_shape, longest_repeat, occurrences, recurring, variants


def line(*pitches):
    return [(pitch, 1) for pitch in pitches]


def test_transposed_shapes_are_equal():
    assert interval_shape(line(60, 62, 64), 0, 3) == interval_shape(line(50, 65, 67, 69), 1, 3) == (2, 2)


def test_occurrences_do_not_overlap():
    assert occurrences(line(0, 2, 4, 6, 8, 10), (2, 2)) == [0, 3]
    assert occurrences(line(0, 2), (2, 2)) == []


def test_recurring_ignores_repeated_notes():
    found = recurring(line(1, 1, 1, 1, 3, 4, 9, 11, 12), 3, 2)
    assert found == {(2, 1): [3, 6]}
    assert recurring([], 3, 1) == {}


def test_palindromic_forms_are_counted_once():
    assert len(set(variants((2, 2)))) == 2
    assert family(line(0, 2, 4, 2, 0), (2, 2)) == 2


def test_longest_repeat_needs_equal_rhythm():
    melody = [(0, 1), (2, 1), (5, 2), (7, 1), (9, 1), (12, 1)]
    assert longest_repeat(melody) == (3, 0, 3)
    melody[4] = (9, 2)
    assert longest_repeat(melody)[0] == 2
    assert longest_repeat(line(5)) == (0, -1, -1)


def test_contour():
    assert contour_line(line(60, 62, 62, 60, 70, 50)) == "+=-/\\"
    assert contour_line([]) == ""
