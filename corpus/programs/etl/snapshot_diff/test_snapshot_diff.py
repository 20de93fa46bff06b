# SPDX-License-Identifier: Apache-2.0
import pytest

from change_feed import Change, apply_changes, changed_fields, diff, same, summary
from table_snapshot import Snapshot

OLD = [{"id": 1, "v": [1], "batch": 1}, {"id": 2, "v": [2], "batch": 1}, {"id": 3, "v": [3], "batch": 1}]
NEW = [{"id": 4, "v": [4], "batch": 2}, {"id": 3, "v": [3], "batch": 2}, {"id": 1, "v": [9], "w": 0, "batch": 2}]


def test_diff_order_and_content():
    assert diff(Snapshot("id", OLD), Snapshot("id", NEW)) == [
        Change("delete", 2, {}),
        Change("insert", 4, {"id": 4, "v": [4]}),
        Change("update", 1, {"v": ([1], [9]), "w": (None, 0)}),
    ]


def test_snapshot_is_independent():
    rows = [{"id": 1, "v": [1]}]
    snap = Snapshot("id", rows)
    rows[0]["v"].append(2)
    got = snap.get(1)
    got["v"].append(3)
    assert snap.get(1) == {"id": 1, "v": [1]}
    assert snap.get(5) is None


def test_same_ignores_technical_columns_and_order():
    assert same({"a": 1, "b": 2, "batch": 1}, {"b": 2, "a": 1, "loaded_at": "x"})
    assert not same({"a": 1}, {"a": 1.0})


def test_changed_fields_treats_none_as_absent():
    assert changed_fields({"a": None, "b": 1}, {"b": 2}) == {"b": (1, 2)}


def test_apply_round_trip():
    before, after = Snapshot("id", OLD), Snapshot("id", NEW)
    rebuilt = apply_changes(before, diff(before, after))
    assert diff(rebuilt, after) == []
    assert before.keys() == [1, 2, 3]
    assert rebuilt.keys() == [1, 3, 4]


def test_apply_unknown_key():
    with pytest.raises(LookupError):
        apply_changes(Snapshot("id", OLD), [Change("delete", 77, {})])


def test_summary_and_fingerprint():
    changes = diff(Snapshot("id", OLD), Snapshot("id", NEW))
    assert summary(changes) == ({"insert": 1, "update": 1, "delete": 1}, [("v", 1), ("w", 1)])
    assert Snapshot("id", OLD).fingerprint() == Snapshot("id", OLD[::-1]).fingerprint()
    assert Snapshot("id").fingerprint() == ""
