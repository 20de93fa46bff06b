# SPDX-License-Identifier: Apache-2.0
import random

from site_percolation import Lattice, fill_order, shortest_crossing, size_histogram, threshold


def filled(size, *sites):
    lattice = Lattice(size)
    for site in sites:
        lattice.occupy(site)
    return lattice


def test_fill_order_is_a_permutation():
    order = fill_order(4, random.Random(1))
    assert len(order) == len(set(order)) == 16
    assert order == fill_order(4, random.Random(1))


def test_merging_takes_smallest_label():
    lattice = filled(3, (0, 0), (2, 0), (1, 2))
    assert sorted(lattice.clusters()) == [1, 2, 3]
    lattice.occupy((1, 0))
    assert lattice.clusters() == {1: 3, 3: 1}


def test_site_is_filled_once():
    lattice = filled(3, (0, 0), (0, 0))
    assert lattice.clusters() == {1: 1}
    assert lattice.next_label == 2


def test_spanning():
    lattice = filled(3, (0, 1), (1, 1))
    assert lattice.spanning_label() is None
    assert shortest_crossing(lattice) is None
    lattice.occupy((2, 1))
    assert lattice.spanning_label() == 1
    assert shortest_crossing(lattice) == 3


def test_detour():
    path = [(0, 0), (0, 1), (1, 1), (2, 1), (2, 0), (3, 0)]
    assert shortest_crossing(filled(4, *path)) == 5


def test_histogram_and_mean():
    lattice = filled(5, (0, 0), (2, 0), (3, 0), (0, 4), (1, 4), (2, 4), (3, 4))
    assert size_histogram(lattice) == [(1, 1), (2, 1), (4, 1)]
    assert lattice.mean_cluster_size() == 5 / 3
    assert size_histogram(Lattice(2)) == []


def test_threshold_of_single_site():
    assert threshold(1, random.Random(0)) == 1.0
