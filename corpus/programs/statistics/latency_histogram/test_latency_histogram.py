# SPDX-License-Identifier: Apache-2.0
import pytest

from slo_bins import Histogram, by_service, fleet, log_edges, parse_line, slo_report


def test_edges_are_geometric():
    edges = log_edges(1.0, 100.0, 2)
    assert edges == pytest.approx([1, 3.16227766, 10, 31.6227766, 100])


def test_bins_are_half_open():
    h = Histogram([0, 10, 20])
    assert [h.bin_of(v) for v in (-1, 0, 9.99, 10, 20)] == [None, 0, 0, 1, None]
    with pytest.raises(ValueError):
        Histogram([3, 1])


def test_outliers_are_counted_apart():
    h = Histogram([0, 10, 20])
    for v in (-5, 3, 15, 16, 99):
        h.add(v)
    assert (h.under, h.counts, h.over, h.total()) == (1, [1, 2], 1, 5)
    assert h.cumulative() == [2, 4]


def test_nearest_rank_quantiles():
    h = Histogram([0, 100])
    for v in (50, 10, 40, 20, 30):
        h.add(v)
    assert [h.quantile(q) for q in (0, 0.2, 0.5, 1)] == [10, 10, 30, 50]


def test_parse():
    assert parse_line("17 auth 12.50ms retry=2") == ("auth", 12.5, 2)
    assert parse_line("17 auth 12.50ms") == ("auth", 12.5, 0)
    assert parse_line("17 Auth 12.50ms") is None


def test_report_and_merge():
    lines = ["1 b 5.0ms", "2 a 50.0ms", "noise", "3 a 10.0ms"]
    table = by_service(lines, [0.0, 20.0, 100.0])
    report = slo_report(table, 20.0, (0.5,))
    assert report == [{"service": "a", "share": 0.5, "p50": 10.0}, {"service": "b", "share": 1.0, "p50": 5.0}]
    assert fleet(table).counts == [2, 1]
    assert fleet({}) is None
    with pytest.raises(ValueError):
        table["a"].merge(Histogram([0, 1]))


def test_bars_skip_empty_bins():
    h = Histogram([0, 1, 2, 3])
    h.add(0.5)
    assert h.bars(10) == "     0.00      1 ##########\n"
