# SPDX-License-Identifier: Apache-2.0
from ringroad import Car, RingRoad, Roadworks, fundamental_diagram, spread_out


def road(*cars, length=10, dawdle=0.0, works=None):
    return RingRoad(length, [Car(*c) for c in cars], dawdle, 1, works)


def test_gap_wraps_round():
    r = road((8, 0, 5), (1, 0, 5))
    assert [r.gap(c) for c in r.cars] == [6, 2]
    assert r.gap(road((3, 0, 5)).cars[0]) >= 0


def test_a_lone_car_sees_the_whole_ring():
    r = road((3, 0, 5))
    assert r.gap(r.cars[0]) == 9


def test_cars_accelerate_and_do_not_collide():
    r = road((0, 0, 5), (2, 0, 5))
    r.step()
    assert [(c.cell, c.speed) for c in r.cars] == [(1, 1), (3, 1)]
    for _ in range(50):
        r.step()
        assert len(set(r.occupied())) == 2
    assert r.crossings > 0


def test_roadworks_slow_down():
    r = road((0, 4, 5), works=Roadworks(8, 4, 1))
    assert r.allowed(r.cars[0]) == 1
    r.step()
    assert r.cars[0].speed == 1


def test_picture_and_jams():
    r = road((0, 0, 5), (9, 0, 5), (4, 2, 5))
    assert r.picture() == "0...2....0"
    assert r.jams() == [(9, 2)]
    assert road((0, 0, 5), (5, 0, 5)).jams() == []


def test_run_keeps_every_tenth_picture():
    r = road((0, 0, 5))
    r.run(21)
    assert len(r.pictures) == 3 and r.pictures[0] == "0........."


def test_diagram_and_start():
    assert [c.top for c in spread_out(12, 3, 5, lorries=1)] == [3, 5, 5]
    points = fundamental_diagram(30, [3, 29], 30, 2)
    assert points[0][0] == 0.1 and points[0][1] > points[1][1]
