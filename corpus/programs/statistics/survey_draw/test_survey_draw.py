# SPDX-License-Identifier: Apache-2.0
import random

import pytest

from frame_sampling import (Household, allocate, by_district, draw_without_replacement, expansion_estimate,
                            overlap, pick_weighted, reservoir, systematic)


def homes(*persons, district="A"):
    return [Household(i, district, p, 100.0 * p) for i, p in enumerate(persons)]


class Fixed:
    def __init__(self, value):
        self.value = value

    def random(self):
        return self.value


def test_weighted_pick_follows_the_persons():
    group = homes(1, 3, 4)
    assert pick_weighted(group, Fixed(0.0)).ident == 0
    assert pick_weighted(group, Fixed(0.125)).ident == 1
    assert pick_weighted(group, Fixed(0.49)).ident == 1
    assert pick_weighted(group, Fixed(0.99)).ident == 2


def test_without_replacement_has_no_repeats():
    drawn = draw_without_replacement(homes(*([2] * 12)), 12, random.Random(3))
    assert sorted(h.ident for h in drawn) == list(range(12))
    with pytest.raises(ValueError):
        draw_without_replacement(homes(1), 2, random.Random(3))


def test_systematic_hits_large_homes_twice():
    assert [h.ident for h in systematic(homes(1, 6, 1), 4, 0.5)] == [1, 1, 1, 2]


def test_districts_are_sorted():
    frame = homes(1, 2, district="B") + homes(3, district="A")
    assert list(by_district(frame)) == ["A", "B"]


def test_allocation_adds_up():
    strata = {"A": homes(*[1] * 5), "B": homes(*[1] * 5), "C": homes(*[1] * 5)}
    assert allocate(strata, 10) == {"A": 4, "B": 3, "C": 3}


def test_reservoir():
    assert reservoir(range(3), 5, random.Random(0)) == [0, 1, 2]
    assert len(set(reservoir(range(50), 5, random.Random(0)))) == 5


def test_estimate_is_exact_for_proportional_income():
    assert expansion_estimate(homes(2, 3), 5) == pytest.approx(500.0)


def test_overlap_order():
    a = homes(1, 1, 1)
    assert overlap([a[2], a[0], a[2]], [a[0], a[2]]) == [2, 0]
