# SPDX-License-Identifier: Apache-2.0
import pytest

from meadow import Animal, Fox, Meadow, Rabbit, turning_points


@pytest.fixture
def empty():
    return Meadow(10, 0, 0, seed=1)


def test_distance_wraps(empty):
    assert empty.distance((0, 0), (9, 9)) == 2
    assert empty.distance((1, 1), (4, 6)) == 8


def test_rabbit_eats_only_ripe_grass(empty):
    rabbit = Rabbit(2, 3, 4)
    empty.grass[(2, 3)] = 5
    empty.feed(rabbit)
    empty.feed(rabbit)
    assert rabbit.energy == 9 and empty.grass[(2, 3)] == 0


def test_fox_sees_the_oldest_of_the_nearest(empty):
    first, second = Rabbit(0, 2, 5), Rabbit(2, 0, 5)
    fox = Fox(0, 0, 9)
    empty.animals = [Rabbit(0, 4, 5), first, second, fox]
    assert empty.nearest_rabbit(fox, 4) is first
    assert empty.nearest_rabbit(fox, 1) is None


def test_fox_takes_one_rabbit(empty):
    fox = Fox(1, 1, 5)
    empty.animals = [Rabbit(1, 1, 5), Rabbit(1, 1, 6), fox]
    empty.feed(fox)
    assert fox.energy == 17 and [a.energy for a in empty.animals] == [6, 17]
    assert empty.eaten == 1


def test_starvation_and_litters(empty):
    for spot in empty.grass:
        empty.grass[spot] = 0
    empty.animals = [Rabbit(0, 0, 1), Rabbit(5, 5, 20)]
    empty.tick()
    assert [a.energy for a in empty.animals] == [9, 9]
    assert empty.counts == [(2, 0)]
    assert sum(map(sum, empty.density_map(4))) == 2
    assert len(empty.of_kind(Animal)) == 2


def test_extinct_meadow_stops(empty):
    assert empty.run(9) == [(0, 0)]


def test_turning_points():
    assert turning_points([1, 2, 3, 3, 2, 5]) == [3, 4]
    assert turning_points([]) == []
