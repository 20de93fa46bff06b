# SPDX-License-Identifier: Apache-2.0
import pytest

from gasbox import Box, Disc, Vec, speed_histogram


def disc(x, y, vx=0.0, vy=0.0, mass=1.0, radius=0.5):
    return Disc(Vec(x, y), Vec(vx, vy), mass, radius)


def test_vectors():
    v = Vec(1, 2) + Vec(2, 2)
    assert (v.x, v.y, v.length()) == (3, 4, 5.0)
    assert (v - Vec(1, 1)).scaled(2).y == 6


def test_forces_are_opposite_and_short_ranged():
    box = Box(10, 10, stiffness=10.0)
    box.discs = [disc(3.0, 5.0), disc(3.8, 5.0), disc(8.0, 5.0)]
    f = box.forces()
    assert f[0].x == pytest.approx(-2.0) and f[1].x == pytest.approx(2.0)
    assert f[2].x == 0.0 and f[2].y == 0.0
    assert box.potential() == pytest.approx(0.5 * 10 * 0.2 ** 2)


def test_coinciding_discs_do_not_push():
    box = Box(10, 10)
    assert box.force_between(disc(1, 1), disc(1, 1)).length() == 0.0


def test_walls_reverse_and_give_pressure():
    box = Box(4.0, 4.0)
    box.discs = [disc(0.45, 2.0, vx=-3.0)]
    box.step(0.01)
    assert box.discs[0].velocity.x == 3.0
    assert box.pressure() == pytest.approx(6.0 / (16.0 * 0.01))
    assert Box(1, 1).pressure() == 0.0


def test_energy_is_roughly_kept():
    box = Box(8.0, 8.0)
    box.fill(9, seed=3)
    for _ in range(40):
        box.step(0.002)
    assert box.energies[-1] == pytest.approx(box.energies[0], rel=0.02)


def test_counts():
    box = Box(4.0, 4.0)
    box.discs = [disc(0.5, 0.5), disc(3.9, 0.2, vx=9.0), disc(-0.1, 3.0, vy=1.0)]
    assert box.occupancy(2) == [1, 1, 1, 0]
    assert speed_histogram(box.discs, 3, 3.0) == [1, 1, 1]
