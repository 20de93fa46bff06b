# SPDX-License-Identifier: Apache-2.0
import math

import pytest

from gauges import EARTH_KM, Gauge, GaugeNetwork, great_circle, suspicious


@pytest.fixture
def network():
    return GaugeNetwork([
        Gauge("a", 0.0, 0.0, 10.0), Gauge("b", 0.0, 1.0, 12.0), Gauge("c", 0.0, 3.0, None), Gauge("d", 0.0, 9.0, 40.0),
    ])


def test_quarter_of_the_equator():
    assert great_circle(Gauge("x", 0, 0), Gauge("y", 0, 90)) == pytest.approx(EARTH_KM * math.pi / 2)
    assert great_circle(Gauge("x", 5, 5), Gauge("y", 5, 5)) == 0.0


def test_nearest_order(network):
    assert [g.code for g in network.nearest("c", 2)] == ["b", "a"]
    assert [g.code for g in network.nearest("a", 9)] == ["b", "c", "d"]
    with pytest.raises(KeyError):
        network.nearest("z", 1)


def test_equal_distance_keeps_list_order():
    net = GaugeNetwork([Gauge("m", 0, 0), Gauge("q", 0, 1), Gauge("p", 0, -1)])
    assert [g.code for g in net.nearest("m", 2)] == ["q", "p"]


def test_double_code():
    with pytest.raises(ValueError):
        GaugeNetwork([Gauge("a", 0, 0), Gauge("a", 1, 1)])


def test_pairs(network):
    assert network.mutual_pairs(1) == [("a", "b")]
    assert [g.code for g in network.closest_pair()] == ["a", "b"]
    assert GaugeNetwork([Gauge("a", 0, 0)]).closest_pair() is None


def test_fill_is_weighted_by_distance(network):
    filled = network.fill_gaps(2)
    assert list(filled) == ["c"]
    assert filled["c"] == pytest.approx((12 / 4 + 10 / 9) / (1 / 4 + 1 / 9))


def test_suspicious(network):
    assert suspicious(network, 3, 2.0) == ["a", "b", "d"]
    assert suspicious(network, 3, 9.0) == []
