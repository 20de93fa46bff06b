# SPDX-License-Identifier: Apache-2.0
import pytest

from phylo import NewickError, clade_sets, common_ancestor, distance_table, find_leaf, parse, path_length, shared_clades

TEXT = "((A:1,B:2)ab:0.5,(C:3,D:1):1.5)root;"


def test_round_trip():
    assert parse(TEXT).newick() == "((A:1,B:2)ab:0.5,(C:3,D:1):1.5)root;"
    assert parse(" ( A:1 ,\nB:2 ) ;").newick() == "(A:1,B:2);"


def test_leaves_left_to_right():
    root = parse("((D,B),(A,C));")
    assert [leaf.name for leaf in root.leaves()] == ["D", "B", "A", "C"]
    assert root.leaf_names() == ["A", "B", "C", "D"]


def test_distances():
    root = parse(TEXT)
    assert path_length(root, "A", "B") == pytest.approx(3.0)
    assert path_length(root, "B", "C") == pytest.approx(7.0)
    table = distance_table(root)
    assert len(table) == 16 and table["D", "D"] == 0.0
    assert table["A", "D"] == table["D", "A"]


def test_common_ancestor():
    root = parse(TEXT)
    a, b = find_leaf(root, "A"), find_leaf(root, "B")
    assert common_ancestor(a, b).name == "ab"
    assert common_ancestor(a, a) is a
    with pytest.raises(ValueError):
        common_ancestor(a, parse(TEXT))
    with pytest.raises(KeyError):
        find_leaf(root, "E")


def test_errors():
    for text in ("(A,B)", "(A,B;", "A,B;", "(A,B));"):
        with pytest.raises(NewickError):
            parse(text)


def test_clades():
    first, second = parse(TEXT), parse("(((A,B),C),D);")
    assert clade_sets(first) == [("A", "B", "C", "D"), ("A", "B"), ("C", "D")]
    assert shared_clades(first, second) == [("A", "B", "C", "D"), ("A", "B")]
