# SPDX-License-Identifier: Apache-2.0
import pytest

from addressbook import BadAddress, assign, parse_line, street_roll, tidy
from shapes import make_locator, outline_length, touching

OUTER = [(0, 0), (10, 0), (10, 10), (0, 10)]
HOLE = [(4, 4), (6, 4), (6, 6), (4, 6)]


def test_hole_is_outside():
    locate = make_locator([("ring", [OUTER, HOLE])])
    assert locate(1, 1) == "ring"
    assert locate(5, 5) is None
    assert locate(11, 5) is None


def test_first_district_wins():
    locate = make_locator([("a", [HOLE]), ("b", [OUTER])])
    assert locate(5, 5) == "a"
    assert locate(1, 5) == "b"


def test_tidy():
    assert tidy("  N Park   Ave. ") == "north park avenue"
    assert tidy("Stoke Rd") == "stoke road"


def test_parse_line():
    assert parse_line("17;High St.;102.5;88.0") == (17, "high street", 102.5, 88.0)
    for line in ("17;High", "x;High;1;2", "1;High;a;2"):
        with pytest.raises(BadAddress):
            parse_line(line)


def test_assign_counts():
    lines = ["3;A St;1;1", "2;A St;2;2", "9;B Rd;50;50", "nonsense"]
    book, strays, bad = assign(lines, [("d", [OUTER]), ("empty", [])])
    assert book == {"d": [(3, "a street"), (2, "a street")], "empty": []}
    assert strays == [(9, "b road")]
    assert bad == 1


def test_street_roll_keeps_double_numbers():
    assert street_roll([(3, "b"), (1, "b"), (3, "b"), (2, "a")]) == {"a": [2], "b": [1, 3, 3]}


def test_touching_and_length():
    away = [(20, 20), (30, 20), (20, 30)]
    near = [(10, 10), (20, 10), (20, 20)]
    assert touching([("a", [OUTER]), ("b", [away]), ("c", [near])]) == [("a", "c"), ("b", "c")]
    assert outline_length([OUTER]) == pytest.approx(40)
