# SPDX-License-Identifier: Apache-2.0
import pytest

from dbgraph import DeBruijnGraph, contigs, gc_share, is_simple, n50


def graph_of(k, *reads):
    graph = DeBruijnGraph(k)
    for read in reads:
        graph.add_read(read)
    return graph


def test_small_k():
    with pytest.raises(ValueError):
        DeBruijnGraph(2)


def test_edges_and_coverage():
    graph = graph_of(3, "ACGT", "CGT", "AC")
    assert graph.nodes() == ["AC", "CG", "GT"]
    assert graph.out["CG"] == ["GT"]
    assert graph.coverage == {"ACG": 1, "CGT": 2}
    assert graph.predecessors("GT") == ["CG"]
    assert graph.edge_count() == 2


def test_one_path_is_one_contig():
    assert contigs(graph_of(4, "ACGTTGCA")) == ["ACGTTGCA"]


def test_branch_splits():
    graph = graph_of(3, "AACC", "AACT")
    assert not is_simple(graph, "AC")
    assert sorted(contigs(graph)) == ["AAC", "ACC", "ACT"]


def test_circle():
    assert contigs(graph_of(3, "ACGAC")) == ["ACGA"]


def test_drop_rare():
    graph = graph_of(4, "ACGTT", "ACGTT", "ACGTA")
    assert graph.drop_rare(2) == 1
    assert contigs(graph) == ["ACGTT"]
    assert "TA" not in graph.out


def test_n50_and_gc():
    assert n50([2, 2, 3, 9]) == 9
    assert n50([4, 4, 3, 3]) == 4
    assert n50([]) == 0
    assert gc_share("GGCA") == 0.75
    assert gc_share("") == 0.0
