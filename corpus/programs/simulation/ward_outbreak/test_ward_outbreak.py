# SPDX-License-Identifier: Apache-2.0
import random

import pytest

from outbreak import Outbreak, contacts, make_town, peak


@pytest.fixture
def town():
    rows = [(0, "work0"), (0, "school0"), (1, "work0"), (1, None), (2, "school0")]
    return [{"id": n, "home": h, "role": "adult", "place": p} for n, (h, p) in enumerate(rows)]


def test_contacts(town):
    assert contacts(town, town[0]) == ([1], [2])
    assert contacts(town, town[3]) == ([2], [])


def test_certain_infection_runs_its_course(town):
    o = Outbreak(town, 1, home_risk=1.0, place_risk=1.0, incubation=1, illness=2)
    assert o.infect(0, None)
    assert not o.infect(0, 1)
    o.run(50)
    assert o.curve[0] == (4, 0, 1, 0)
    assert o.curve[1] == (2, 2, 1, 0)
    assert sorted(o.recovered) == [0, 1, 2, 3, 4]
    assert o.sources[1] == 0 and o.generation(4) == 2
    assert o.reproduction() == pytest.approx(4 / 5)


def test_no_risk_no_spread(town):
    o = Outbreak(town, 1, home_risk=0.0, place_risk=0.0)
    o.infect(2, None)
    o.run(50)
    assert o.day == 10 and len(o.susceptible) == 4
    assert Outbreak(town, 1).reproduction() == 0.0


def test_isolation_protects_the_workplace(town):
    o = Outbreak(town, 1, home_risk=1.0, place_risk=1.0)
    o.ill = [(0, 0)]
    o.isolate(1.0)
    assert o.isolated == [0]
    assert o.meetings(0) == [(1, 1.0)]
    assert o.meetings(2) == [(3, 1.0)]


def test_compartments_always_add_up():
    town = make_town(random.Random(4), 30, 1, 3)
    o = Outbreak(town, 8)
    o.infect(0, None)
    o.run(60, share=0.2)
    assert all(sum(row) == len(town) for row in o.curve)


def test_peak_is_the_first_highest_day():
    assert peak([(0, 0, 1, 0), (0, 0, 4, 0), (0, 0, 4, 0)]) == (2, 4)
