# SPDX-License-Identifier: Apache-2.0
from vault_store import SessionVault
from vault_tokens import sign, unsign


def test_token_round_trip_and_tampering():
    token = sign("k", "s000001")
    assert unsign("k", token) == "s000001"
    assert unsign("other", token) is None
    assert unsign("k", token[:-1] + "!") is None
    assert unsign("k", "nodot") is None


def test_loaded_data_is_a_private_copy():
    vault = SessionVault("k")
    token = vault.open("ann", 0)
    cart = {"cart": [1]}
    assert vault.save(token, cart, 1)
    cart["cart"].append(2)
    loaded = vault.load(token, 2)
    assert loaded == {"cart": [1]}
    loaded["cart"].clear()
    assert vault.load(token, 3) == {"cart": [1]}


def test_idle_sessions_expire_but_use_extends():
    vault = SessionVault("k", idle=10)
    a, b = vault.open("a", 0), vault.open("b", 0)
    assert vault.load(a, 9) == {}
    assert vault.load(b, 10) is None
    assert vault.load(a, 18) == {}
    assert vault.expired_count == 1


def test_least_recently_used_is_evicted():
    vault = SessionVault("k", capacity=2)
    a = vault.open("a", 0)
    b = vault.open("b", 1)
    vault.load(a, 2)
    vault.open("c", 3)
    assert vault.evicted == ["b"]
    assert vault.save(b, {}, 4) is False


def test_flashes_come_once_in_order():
    vault = SessionVault("k")
    token = vault.open("a", 0)
    for text in ("one", "two", "one"):
        vault.flash(token, text, 1)
    assert vault.take_flashes(token, 2) == ["one", "two"]
    assert vault.take_flashes(token, 2) == []
    assert vault.take_flashes("bogus", 2) == []


def test_close_user_everywhere():
    vault = SessionVault("k")
    tokens = [vault.open(u, 0) for u in ("a", "b", "a")]
    assert vault.close_user("a") == 2
    assert vault.close_user("a") == 0
    assert [vault.load(t, 1) for t in tokens] == [None, {}, None]
