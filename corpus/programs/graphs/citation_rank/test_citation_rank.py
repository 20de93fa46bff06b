# SPDX-License-Identifier: Apache-2.0
import pytest

from citerank import coupled, h_index, hubs_and_authorities, main_path, papers, rank, read_citations

TEXT = """
a <- b c d d
b <- c d a
no arrow here
c <- d c
"""


@pytest.fixture
def pairs():
    return read_citations(TEXT)


def test_reading_drops_repeats_and_self_citations(pairs):
    assert pairs == [("a", "b"), ("b", "a"), ("c", "a"), ("c", "b"), ("d", "a"), ("d", "b"), ("d", "c")]
    assert papers(pairs) == ["a", "b", "c", "d"]


def test_rank_sums_to_one(pairs):
    weight = rank(pairs)
    assert sum(weight.values()) == pytest.approx(1.0)
    assert weight["a"] == pytest.approx(weight["b"])
    assert weight["a"] > weight["c"] > weight["d"]


def test_dangling_weight_is_shared():
    weight = rank([("x", "y")], rounds=200)
    assert sum(weight.values()) == pytest.approx(1.0)
    assert weight["y"] == pytest.approx(0.64912, abs=1e-4)


def test_hubs_and_authorities(pairs):
    hub, authority = hubs_and_authorities(pairs)
    assert hub["d"] == 1.0
    assert authority["a"] == authority["b"] == 1.0
    assert authority["d"] == 0.0


def test_h_index(pairs):
    assert h_index(pairs, ["a", "b", "c", "d"]) == 2
    assert h_index(pairs, ["d"]) == 0
    assert h_index(pairs, []) == 0


def test_coupling_and_path(pairs):
    assert coupled(pairs) == [("c", "d", 2)]
    assert ("b", "c", 1) in coupled(pairs, least=1)
    assert main_path(pairs, "c") == ["c", "b", "a"]
    assert main_path([("x", "y")], "y") == ["y"]
