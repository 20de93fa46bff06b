# SPDX-License-Identifier: Apache-2.0
import math

import pytest
from bodies import G, Body, Vec, circular
from solar_integrator import Integrator, acceleration, angular_momentum, energy


def pair():
    return [Body("sun", 1.0, Vec(0, 0), Vec(0, 0)), circular("earth", 1e-9, 1.0, 1.0)]


def test_vectors():
    assert Vec(1, 2, 3) + Vec(1, 1, 1) - Vec(2, 3, 4) == Vec(0, 0, 0)
    assert Vec(1, 0).cross(Vec(0, 1)) == Vec(0, 0, 1)
    assert Vec(3, 4).norm() == 5.0


def test_acceleration_of_single_body_is_zero():
    body = Body("a", 1.0, Vec(1, 2), Vec(0, 0))
    assert acceleration(body, [body]) == Vec(0.0, 0.0)


def test_circular_orbit_closes_in_a_year():
    system = Integrator(pair(), 0.002, keep_every=100)
    system.advance(500)
    assert system.bodies[1].position.x == pytest.approx(1.0, abs=1e-3)
    assert len(system.snapshots) == 5


def test_energy_and_momentum_are_kept():
    system = Integrator(pair(), 0.01)
    start, spin = energy(system.bodies), angular_momentum(system.bodies)
    system.advance(50)
    assert energy(system.bodies) == pytest.approx(start, rel=1e-3)
    assert angular_momentum(system.bodies).z == pytest.approx(spin.z, rel=1e-9)
    assert start == pytest.approx(-G / 2 * 1e-9, rel=1e-6)


def test_snapshots_are_independent():
    system = Integrator(pair(), 0.01, keep_every=1)
    system.advance(2)
    system.snapshots[0][1].position = Vec(9, 9)
    assert system.snapshots[1][1].position != Vec(9, 9)
    assert system.track("earth")[0] == Vec(9, 9)
    assert system.track("pluto") == []


def test_closest_approach_and_revolutions():
    system = Integrator(pair(), 0.01, keep_every=1)
    system.advance(210)
    distance, index = system.closest_approach("sun", "earth")
    assert math.isclose(distance, 1.0, rel_tol=1e-2) and 0 <= index < 210
    assert system.revolutions("earth") == 2
