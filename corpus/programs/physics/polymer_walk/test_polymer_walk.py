# SPDX-License-Identifier: Apache-2.0
import random

import pytest
from lattice_chain import (Ensemble, contacts, end_to_end_squared, free_neighbours, grow, gyration_squared, hp_energy,
                           pivot)

HOOK = [(0, 0, 0), (1, 0, 0), (1, 1, 0), (0, 1, 0)]


def is_walk(chain):
    bonds = [sum(abs(a[i] - b[i]) for i in range(3)) for a, b in zip(chain, chain[1:])]
    return set(bonds) <= {1} and len(set(chain)) == len(chain)


def test_free_neighbours_in_fixed_order():
    assert free_neighbours((0, 0, 0), HOOK) == [(-1, 0, 0), (0, -1, 0), (0, 0, 1), (0, 0, -1)]


def test_grown_chains_avoid_themselves():
    chain, weight = grow(40, random.Random(2))
    assert len(chain) == 40 and is_walk(chain)
    assert 0 < weight <= 1


def test_measures_of_hook():
    assert end_to_end_squared(HOOK) == 1
    assert gyration_squared(HOOK) == pytest.approx(0.5)
    assert contacts(HOOK) == [(0, 3)]


def test_hp_energy():
    assert hp_energy(HOOK, "HPPH") == -1
    assert hp_energy(HOOK, "HHHP") == 0
    with pytest.raises(ValueError):
        hp_energy(HOOK, "H")


def test_pivot_keeps_bonds_and_old_chain():
    rng = random.Random(4)
    chain = [(n, 0, 0) for n in range(12)]
    original = list(chain)
    for _ in range(30):
        new = pivot(chain, rng)
        assert is_walk(new)
        chain = new
    assert original == [(n, 0, 0) for n in range(12)]
    assert chain[0] == (0, 0, 0)


def test_ensemble_mean_of_rigid_measure():
    ensemble = Ensemble(1)
    ensemble.sample(2, 5)
    assert ensemble.weighted_mean(end_to_end_squared) == pytest.approx(1.0)
