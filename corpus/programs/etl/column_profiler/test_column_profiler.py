# SPDX-License-Identifier: Apache-2.0
import pytest

from guess_types import infer_type, is_null
from profile_table import candidate_keys, common_values, histogram, profile_csv, quantile, read_columns


def test_nulls():
    assert is_null(" N/A ") and is_null("") and not is_null("0")


def test_types():
    assert infer_type(["1", "-2", ""]) == "integer"
    assert infer_type(["1", "2,5", "1e3"]) == "decimal"
    assert infer_type(["2024-02-29", "01.02.2020"]) == "date"
    assert infer_type(["2023-02-29"]) == "text"
    assert infer_type(["", "-"]) == "empty"


def test_quantiles():
    assert [quantile([4, 1, 3, 2], q) for q in (0, 0.5, 1)] == [1, 2.5, 4]
    assert quantile([7], 0.3) == 7
    with pytest.raises(IndexError):
        quantile([], 0.5)


def test_histogram():
    assert histogram([0, 1, 2, 4], 2) == [2, 2]
    assert histogram([5, 5], 3) == [2, 0, 0]


def test_common_values_ties():
    assert common_values(["b", "a", "c", "a", "b"], 2) == [("b", 2), ("a", 2)]
    assert common_values([], 2) == []


def test_short_rows_are_padded():
    assert read_columns("a,b\n1,2\n3\n") == {"a": ["1", "3"], "b": ["2", ""]}


def test_keys():
    assert candidate_keys({"a": ["1", "2"], "b": ["1", "1"], "c": ["1", "-"]}) == ["a"]


def test_profile():
    profile, keys = profile_csv("id,x\n1,foo\n2,null\n3,foo\n")
    assert keys == ["id"]
    assert profile["x"] == {"type": "text", "nulls": 1, "distinct": 1, "common": [("foo", 2)], "longest": 3}
    assert profile["id"]["quantiles"][10] == 2.0
