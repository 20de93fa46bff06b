# SPDX-License-Identifier: Apache-2.0
from record_flattener import FlattenOptions, collect_columns, convert, csv_cell, explode, flatten, write_csv


def test_flatten_paths():
    doc = {"a": {"b": 1, "c": [2, {"d": None}]}, "e": []}
    assert flatten(doc, FlattenOptions()) == {"a.b": 1, "a.c.0": 2, "a.c.1.d": None, "e": None}
    assert list(flatten(doc, FlattenOptions("/"))) == ["a/b", "a/c/0", "a/c/1/d", "e"]


def test_depth_limit_keeps_json():
    assert flatten({"a": {"z": 1, "b": 2}}, FlattenOptions(max_depth=1)) == {"a": '{"b": 2, "z": 1}'}


def test_empty_object_vanishes():
    assert flatten({"a": {}, "b": 1}, FlattenOptions()) == {"b": 1}


def test_explode_copies():
    doc = {"p": [1, 2], "q": {"x": 0}}
    out = explode(doc, FlattenOptions(explode=["p"]))
    assert out == [{"p": 1, "q": {"x": 0}}, {"p": 2, "q": {"x": 0}}]
    out[0]["q"]["x"] = 9
    assert out[1]["q"]["x"] == 0 and doc["q"]["x"] == 0
    assert explode({"p": []}, FlattenOptions(explode=["p"])) == [{"p": []}]


def test_columns_in_order_of_appearance():
    assert collect_columns([{"b": 1, "a": 2}, {"a": 1, "c": 2}, {}]) == ["b", "a", "c"]


def test_cells():
    assert [csv_cell(v) for v in (None, True, False, 0, 1.5, 'x"y', "a,b")] == \
        ["", "true", "false", "0", "1.5", '"x""y"', '"a,b"']


def test_write_and_convert():
    assert write_csv([], []) == "\n"
    assert write_csv([{"a": 1}, {"b": 2}], ["a", "b"]) == "a,b\n1,\n,2\n"
    assert convert(['{"a": 1}', "[1]", "nope", '{"b": {"c": "x"}}'], FlattenOptions()) == "a,b.c\n1,\n,x\n"
