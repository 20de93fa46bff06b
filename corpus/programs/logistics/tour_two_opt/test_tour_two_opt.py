# SPDX-License-Identifier: Apache-2.0
import pytest

from tour_opt import Stop, arrivals, nearest_neighbour, or_opt, sheet, shifts, tour_km, two_opt

DEPOT = Stop("d", 0, 0, 0)
EAST, CORNER, NORTH = Stop("e", 4, 0, 5), Stop("c", 4, 3, 10), Stop("n", 0, 3, 2)


def test_length_closes_the_tour():
    assert tour_km([DEPOT, EAST, CORNER, NORTH]) == pytest.approx(14)
    assert tour_km([DEPOT]) == 0
    assert tour_km([]) == 0


def test_nearest_neighbour():
    assert nearest_neighbour(DEPOT, [CORNER, EAST, NORTH]) == [DEPOT, NORTH, CORNER, EAST]
    assert nearest_neighbour(DEPOT, []) == [DEPOT]


def test_nearest_keeps_order_on_equal_distance():
    a, b = Stop("a", 1, 0, 0), Stop("b", -1, 0, 0)
    assert [s.name for s in nearest_neighbour(DEPOT, [b, a])] == ["d", "b", "a"]


def test_two_opt_uncrosses():
    crossed = [DEPOT, CORNER, EAST, NORTH]
    better = two_opt(crossed)
    assert tour_km(better) == pytest.approx(14)
    assert better[0] is DEPOT
    assert crossed[1] is CORNER


def test_or_opt_moves_a_stop():
    middle = Stop("m", 2, 0, 1)
    tour = or_opt([DEPOT, EAST, CORNER, middle, NORTH])
    assert tour_km(tour) == pytest.approx(14)
    assert tour[0] is DEPOT and sorted(s.name for s in tour) == ["c", "d", "e", "m", "n"]


def test_arrivals_and_sheet():
    times = arrivals([DEPOT, EAST, CORNER], 480, 0.5)
    assert times == [("e", 488), ("c", 499)]
    assert sheet([DEPOT, EAST, CORNER], times)[1] == "  2. 08:19 c (10 min)"


def test_shifts():
    times = [("e", 488), ("c", 499), ("n", 515)]
    assert shifts([DEPOT, EAST, CORNER, NORTH], times, 21) == [["e", "c"], ["n"]]
    assert shifts([DEPOT, EAST, CORNER, NORTH], times, 1) == [["e"], ["c"], ["n"]]
    assert shifts([DEPOT], [], 60) == []
