# SPDX-License-Identifier: Apache-2.0
import json

import pytest
from ledger_chain import GENESIS, AuditLog, canonical, digest, export_csv, redact


@pytest.fixture
def log():
    log = AuditLog()
    for time, actor, action in ((1, "eva", "login"), (2, "kim", "grant"), (3, "eva", "grant"), (4, "eva", "login")):
        log.append(time, actor, action, {"n": time})
    return log


def test_redaction_is_deep_and_leaves_the_original():
    payload = {"Token": 1, "a": {"password": 2, "b": [3, {"secret": 4}]}}
    assert redact(payload) == {"Token": "***", "a": {"password": "***", "b": [3, {"secret": "***"}]}}
    assert payload["a"]["password"] == 2


def test_chain_links(log):
    entries = log.entries()
    assert entries[0]["previous"] == GENESIS
    assert entries[2]["previous"] == entries[1]["digest"] == digest(entries[1])
    assert [entry["number"] for entry in entries] == [0, 1, 2, 3]
    assert log.verify() is None
    assert AuditLog().verify() is None


def test_tampering_is_found(log):
    changed = json.loads(log.lines[1])
    changed["actor"] = "joe"
    log.lines[1] = canonical(changed)
    assert log.verify() == 1


def test_removed_entry_is_found(log):
    del log.lines[2]
    assert log.verify() == 2


def test_activity_tie_goes_to_first_action(log):
    log.append(5, "kim", "login", {})
    assert log.activity() == [("eva", 3, "login"), ("kim", 2, "grant")]


def test_bursts(log):
    assert log.bursts(3, 1) == [("eva", 1)]
    assert log.bursts(1, 1) == []


def test_export(log):
    assert export_csv(log, ["time", "actor"]).splitlines()[:2] == ["time,actor", "1,eva"]
