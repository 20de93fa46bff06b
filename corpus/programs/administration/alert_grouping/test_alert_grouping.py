# SPDX-License-Identifier: Apache-2.0
import pytest
from alert_inbox import Alert, Inbox, Matcher, Silence


def alert(time, host="web1", firing=True, name="Down", **labels):
    return Alert(name, {"team": "infra", "host": host, **labels}, time, firing)


def test_fingerprint_is_independent_of_label_order():
    one = Alert("X", {"b": "2", "a": "1"}, 5)
    assert one.fingerprint() == Alert("X", {"a": "1", "b": "2"}, 9, False).fingerprint() == "X|a=1|b=2"


@pytest.mark.parametrize("text, expected", [
    ("host=web1", True), ("host!=web1", False), ("host=~web", False), ("host=~web.", True), ("host!~db.*", True),
    ("alertname=Down", True), ("missing=", True),
])
def test_matchers(text, expected):
    assert Matcher(text).matches(alert(0)) is expected


def test_bad_matcher():
    with pytest.raises(ValueError):
        Matcher("host~web").matches(alert(0))


def test_silence_has_a_half_open_period():
    inbox = Inbox(["team"], 100)
    inbox.silences.append(Silence([Matcher("team=infra")], 10, 20))
    assert [inbox.receive(alert(t)) for t in (9, 10, 19, 20)] == [True, False, False, False]
    assert inbox.silenced == 2 and len(inbox.groups) == 1


def test_groups_and_notifications():
    inbox = Inbox(["team"], 100)
    assert inbox.receive(alert(0))
    assert inbox.receive(alert(5, host="web2"))
    assert not inbox.receive(alert(6, host="web3", firing=False))
    assert not inbox.receive(alert(7))
    assert inbox.receive(alert(100))
    assert inbox.digest() == "     0 infra 3+1\n   100 infra 1+0"


def test_flapping():
    inbox = Inbox(["team"], 100)
    assert inbox.flapping(1, 10) == []
    for time, firing in enumerate([True, False, True, False]):
        inbox.receive(alert(time, firing=firing))
    inbox.receive(alert(3, host="calm"))
    assert inbox.flapping(3, 10) == ["Down|host=web1|team=infra"]
    assert inbox.flapping(2, 2) == []
