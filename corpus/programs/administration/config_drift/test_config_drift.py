# SPDX-License-Identifier: Apache-2.0
from drift_scan import Finding, all_paths, common_drift, compare, ignored, scan, severity
from settings_tree import effective, flatten, lookup, merge


def test_merge_does_not_share_structure():
    base = {"a": {"x": [1]}, "b": 2}
    merged = merge(base, {"a": {"y": 3}, "b": None})
    assert merged == {"a": {"x": [1], "y": 3}}
    merged["a"]["x"].append(9)
    assert base == {"a": {"x": [1]}, "b": 2}


def test_layers_and_lists():
    assert effective([{"l": [1, 2]}, {"l": [3]}, {"m": {"n": 1}}]) == {"l": [3], "m": {"n": 1}}
    assert effective([]) == {}


def test_flatten_is_sorted():
    assert list(flatten({"b": {"z": 1, "a": 2}, "a": {}}).items()) == [("b.a", 2), ("b.z", 1)]


def test_lookup():
    tree = {"a": {"b": 0}}
    assert lookup(tree, "a.b") == 0
    assert lookup(tree, "a.b.c", "no") == "no"
    assert lookup(tree, "x") is None


def test_compare_kinds():
    findings = compare("h", {"a": 1, "b": {"c": 2}}, {"a": 3, "d": 4, "cache": {"x": 1}})
    assert [(f.kind, f.path) for f in findings] == [("changed", "a"), ("missing", "b.c"), ("extra", "d")]
    assert findings[0].line() == "h changed  a: 1 -> 3"
    assert all_paths({"b": 1}, {"a": 1, "b": 2}) == ["a", "b"]


def test_ignored_paths():
    assert ignored("host.sshd.pid") and ignored("cache.a.b")
    assert not ignored("host.uptimes")


def test_scan_common_and_severity():
    findings = scan({"h1": {"a": 2}, "h2": {"a": 2}, "h3": {"a": 1}}, lambda host: [{"a": 1}])
    assert [f.host for f in findings] == ["h1", "h2"]
    assert common_drift(findings, 0.5, 3) == [("a", 2)]
    assert common_drift(findings, 0.9, 3) == []
    assert severity([Finding("h", "k.x", 1, 2), Finding("h", "k.y", 1, 2), Finding("h", "q", 1, 2)],
                    {"k": {"x": 4}}) == 4
