# SPDX-License-Identifier: Apache-2.0
from lifelike import at_origin, census, draw, fate, from_picture, from_rle, generation, live_neighbours, parse_rule

BLINKER = [(0, 0), (0, 1), (0, 2)]
BLOCK = [(5, 5), (5, 6), (6, 5), (6, 6)]


def test_rules():
    assert parse_rule("b36/s23") == ([3, 6], [2, 3])
    assert parse_rule("B2/S") == ([2], [])


def test_readers_agree():
    glider = from_rle("bo$2bo$3o!")
    assert glider == from_picture(".O.\n..O\nOOO\n")
    assert from_rle("2o3$o!ooo") == [(0, 0), (0, 1), (3, 0)]


def test_generation():
    assert generation(BLINKER) == [(-1, 1), (0, 1), (1, 1)]
    assert generation(BLOCK) == BLOCK
    assert generation([(0, 0), (0, 2)], "B2/S") == [(-1, 1), (0, 1), (1, 1)]
    assert live_neighbours(BLOCK, 5, 5) == 3


def test_fates():
    assert fate(BLOCK) == ("still", 0)
    assert fate(BLINKER) == ("oscillates", 0, 2)
    assert fate([(0, 0), (0, 1)]) == ("dies", 1)
    assert fate(from_rle("bo$2bo$3o!")) == ("flies", 0, 4, (1, 1))
    assert fate(from_rle("b2o$2o$bo!"), limit=10)[0] == "unknown"
    assert fate([]) == ("dies", 0)


def test_origin_and_drawing():
    assert at_origin(BLOCK) == [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert draw(from_rle("o$bo!")) == "O.\n.O\n"
    assert draw([]) == ""


def test_census_order():
    assert list(census([BLINKER, BLOCK, BLINKER]).items()) == [("oscillates", 2), ("still", 1)]
