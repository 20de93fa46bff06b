# SPDX-License-Identifier: Apache-2.0
import pytest

from ruleset import RuleSyntax, covers, decide, in_network, parse_ports, parse_rule, parse_ruleset, shadowed, unused


def packet(proto="tcp", source="10.0.0.1", dest="192.168.0.1", port=80):
    return {"proto": proto, "source": source, "dest": dest, "port": port}


def test_ports():
    assert parse_ports("80,443,8000-8002") == [80, 443, 8000, 8001, 8002]
    with pytest.raises(RuleSyntax):
        parse_ports("9-1")


@pytest.mark.parametrize("line", ["permit tcp from any", "allow ip from any to any", "deny ip from any to",
                                  "deny ip from any to any today"])
def test_syntax_errors(line):
    with pytest.raises(RuleSyntax):
        parse_rule(line)


def test_networks():
    assert in_network("10.1.2.3", "10.1.0.0/16")
    assert not in_network("10.2.2.3", "10.1.0.0/16")
    assert in_network("1.1.1.1", "any")


def test_first_match_decides():
    rules = parse_ruleset("# head\ndeny tcp from 10.0.0.0/8 to any port 80 log\n\npermit ip from any to any\n")
    journal = []
    assert decide(rules, packet(), journal) == "deny"
    assert decide(rules, packet(port=81), journal) == "permit"
    assert journal == ["deny 10.0.0.1:80 [deny tcp from 10.0.0.0/8 to any port 80 log]"]
    assert [rule["hits"] for rule in rules] == [1, 1]


def test_default_is_deny():
    rules = parse_ruleset("permit udp from any to any")
    assert decide(rules, packet(), []) == "deny"
    assert unused(rules) == ["permit udp from any to any"]


def test_coverage():
    wide = parse_rule("permit ip from 10.0.0.0/8 to any port 1-100")
    assert covers(wide, parse_rule("deny tcp from 10.1.0.0/16 to any port 5,6"))
    assert not covers(wide, parse_rule("deny tcp from 10.1.0.0/16 to any"))
    assert not covers(wide, parse_rule("deny tcp from any to any port 5"))


def test_shadowed_names_the_first_cover():
    rules = parse_ruleset("permit tcp from any to any port 1-9\npermit ip from any to any\n"
                          "deny tcp from any to any port 3")
    assert shadowed(rules) == [(rules[2]["text"], rules[0]["text"])]
