# SPDX-License-Identifier: Apache-2.0
import pytest

import quotagate


def test_key_rules_are_ordered():
    assert quotagate.plan_name("int-legacy-1") == "free"
    assert quotagate.plan_name("int-x") == "firm"
    assert quotagate.plan_name("h-demo") == "free"
    assert quotagate.plan_name("whatever") == "free"


def test_unknown_plan():
    assert quotagate.plan_settings("team")[1] == 1500
    with pytest.raises(KeyError):
        quotagate.plan_settings("gold")


def test_sliding_window_edges():
    allow, load = quotagate.sliding_window(2, 10)
    assert [allow(t) for t in (0, 1, 2)] == [True, True, False]
    assert load() == 1.0
    assert allow(10)
    assert not allow(10.5)
    assert allow(11)


def test_bucket_refills():
    take = quotagate.token_bucket(2, 0.5)
    assert take(0) and take(0) and not take(0)
    assert not take(1)
    assert take(2)
    assert not take(2, cost=3)


def test_ban_and_pardon():
    gate = quotagate.make_gate(ban_after=2)
    verdicts = [gate("anon", "/geocode", 5.0) for _ in range(13)]
    assert verdicts == ["ok"] * 10 + ["bucket"] * 2 + ["banned"]
    gate.pardon("anon")
    assert gate.banned == []
    assert gate("anon", "/tiles/1", 6.0) == "ok"


def test_audit_lines():
    lines = []
    gate = quotagate.make_gate(audit=lines)
    gate("t-rail", "/route/x", 1.5)
    assert len(lines) == 1
    assert lines[0].startswith("      1.50  t-rail")
    assert "plan=team verdict=ok" in lines[0] and "'ok': 1" in lines[0]
    assert gate.loads() == {"t-rail": 0.001}
