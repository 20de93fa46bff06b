# SPDX-License-Identifier: Apache-2.0
import pytest
from packet_rules import Rule, RuleError, address, network, ports
from rule_audit import compare, decide, load, reorder, replay, shadowed

RULES = load("""
# office
allow tcp 10.0.0.0/8 -> 192.168.4.0/24 80,443
deny tcp 10.1.0.0/16 -> 192.168.4.7 443
allow any 10.2.0.0/16 -> 0.0.0.0/0 1000-2000
""")


def test_addresses_and_networks():
    assert address("1.2.3.4") == 0x01020304
    assert network("10.1.2.3/8") == (address("10.0.0.0"), address("10.255.255.255"))
    assert network("1.1.1.1") == (address("1.1.1.1"),) * 2
    for bad in ("1.2.3", "1.2.3.256"):
        with pytest.raises(RuleError):
            address(bad)


def test_ports():
    assert ports("*") == [(0, 65535)]
    assert ports("22,80-90") == [(22, 22), (80, 90)]


def test_bad_rule():
    with pytest.raises(RuleError):
        Rule("permit tcp 1.1.1.1 -> 2.2.2.2 5")


def test_first_match_wins():
    assert decide(RULES, ("tcp", "10.1.0.9", "192.168.4.7", 443)) == ("allow", 0)
    assert decide(RULES, ("udp", "10.2.0.9", "8.8.8.8", 1500)) == ("allow", 2)
    assert decide(RULES, ("udp", "10.1.0.9", "8.8.8.8", 1500)) == ("deny", None)


def test_shadowing():
    assert shadowed(RULES) == [(1, 0, True)]
    assert not RULES[1].covers(RULES[0])


def test_replay_and_compare():
    packets = [("tcp", "10.1.0.9", "192.168.4.7", 443)] * 2 + [("tcp", "9.9.9.9", "8.8.8.8", 1)]
    assert replay(RULES, packets) == [2, 0, 0, 1]
    assert compare(RULES, RULES[1:], packets) == [packets[0]]


def test_reorder_never_passes_another_action():
    texts = [rule.text[:5] for rule in reorder(RULES, [1, 5, 9])]
    assert texts == ["allow", "deny ", "allow"]
    same = [Rule("allow tcp 1.1.1.1 -> 2.2.2.2 5"), Rule("allow udp 1.1.1.1 -> 2.2.2.2 5")]
    assert reorder(same, [1, 3, 0]) == [same[1], same[0]]
