# SPDX-License-Identifier: Apache-2.0
import pytest
from spin_grid import SpinGrid, anneal, neighbours


def uniform(size, spin=1, **options):
    grid = SpinGrid(size, 1, **options)
    grid.spins = [[spin] * size for _ in range(size)]
    return grid


def test_neighbours_wrap():
    assert neighbours(0, 0, 3) == [(2, 0), (1, 0), (0, 2), (0, 1)]


def test_ground_state():
    grid = uniform(4)
    assert grid.energy() == -32.0
    assert grid.magnetisation() == 1.0
    assert grid.domains() == [16]
    assert grid.correlation(2) == 1.0


def test_field_adds_to_energy():
    assert uniform(4, field=0.5).energy() == pytest.approx(-40.0)
    assert uniform(4, spin=-1, field=0.5).local_field(0, 0) == pytest.approx(-3.5)


def test_checkerboard():
    grid = uniform(4)
    grid.spins = [[1 if (r + c) % 2 else -1 for c in range(4)] for r in range(4)]
    assert grid.energy() == 32.0
    assert grid.domains() == [1] * 16
    assert grid.correlation(1) == -1.0


def test_cold_grid_does_not_move():
    grid = uniform(4)
    assert grid.sweep(0.01) == 0


def test_anneal_rows_and_determinism():
    rows = anneal(SpinGrid(6, 3), (3.0, 1.0), 4)
    assert rows == anneal(SpinGrid(6, 3), (3.0, 1.0), 4)
    assert [row[0] for row in rows] == [3.0, 1.0]
    assert rows[1][1] < rows[0][1]
