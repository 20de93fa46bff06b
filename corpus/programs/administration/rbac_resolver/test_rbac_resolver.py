# SPDX-License-Identifier: Apache-2.0
import pytest
from access_gate import AccessGate, compile_pattern, matches_any, scope_covers, toxic_pairs
from role_book import Role, RoleBook, RoleCycle

BOOK = RoleBook([
    Role("base", allow=["mail:*:read"]),
    Role("ops", ["base"], ["deploy:web*:write", "mail:*:read"]),
    Role("audit", ["base"], ["vault:*:read"], ["deploy:*:*"]),
    Role("boss", ["ops", "audit"]),
])


def test_lineage_lists_each_role_once():
    assert BOOK.lineage("boss") == ["boss", "ops", "base", "audit"]
    assert BOOK.grants("boss") == (["deploy:web*:write", "mail:*:read", "vault:*:read"], ["deploy:*:*"])


def test_cycles_and_unknown_roles():
    book = RoleBook([Role("a", ["b"]), Role("b", ["a"]), Role("c", ["zzz"])])
    with pytest.raises(RoleCycle, match="a -> b -> a"):
        book.lineage("a")
    with pytest.raises(KeyError):
        book.lineage("c")


def test_patterns_do_not_cross_parts():
    assert matches_any(["deploy:web*:write"], "deploy:web.1:write")
    assert not matches_any(["deploy:*"], "deploy:web:write")
    assert not compile_pattern("a.b:x:y").match("aXb:x:y")
    assert not matches_any([], "a:b:c")


def test_scopes():
    assert scope_covers("/org/web", "/org/web/shop") and scope_covers("/org/", "/org/x")
    assert not scope_covers("/org/web", "/org/website")


def test_deny_wins():
    gate = AccessGate(BOOK, [("eva", "ops", "/org"), ("eva", "audit", "/org/prod")])
    assert gate.allowed("eva", "deploy:web1:write", "/org/test")
    assert not gate.allowed("eva", "deploy:web1:write", "/org/prod")
    assert gate.effective("eva", ["mail:x:read", "vault:k:read", "dns:a:read"], "/org/prod") == [
        "mail:x:read", "vault:k:read"]
    assert len(gate.decisions) == 5


def test_unused_and_toxic():
    gate = AccessGate(BOOK, [("eva", "ops", "/org"), ("kim", "audit", "/org")])
    assert toxic_pairs(gate, ["eva", "kim"], [("mail:a:read", "vault:b:read")], "/org") == [
        ("kim", "mail:a:read", "vault:b:read")]
    gate.decisions.clear()
    gate.allowed("eva", "mail:a:read", "/org/1")
    assert gate.unused_assignments() == [("kim", "audit", "/org")]
