# SPDX-License-Identifier: Apache-2.0

# Rules are lines like
#   permit tcp from 10.0.0.0/8 to any port 80,443,8000-8010 log
# The first rule that matches decides; without one the packet is denied.

import ipaddress


class RuleSyntax(Exception):
    pass


def parse_ports(text):
    ports = []
    for part in text.split(","):
        if "-" in part:
            low, high = part.split("-")
            if int(low) > int(high):
                raise RuleSyntax("bad range " + part)
            for port in range(int(low), int(high) + 1):
                ports.append(port)
        else:
            ports.append(int(part))
    return ports


def parse_rule(line):
    words = line.split()
    rule = {"text": line, "ports": None, "log": False, "hits": 0}
    try:
        rule["action"] = words.pop(0)
        rule["proto"] = words.pop(0)
        while words:
            word = words.pop(0)
            if word == "from":
                rule["source"] = words.pop(0)
            elif word == "to":
                rule["dest"] = words.pop(0)
            elif word == "port":
                rule["ports"] = parse_ports(words.pop(0))
            elif word == "log":
                rule["log"] = True
            else:
                raise RuleSyntax("unexpected " + word)
    except IndexError:
        raise RuleSyntax("incomplete: " + line)
    if rule["action"] not in ("permit", "deny") or "source" not in rule or "dest" not in rule:
        raise RuleSyntax(line)
    return rule


def parse_ruleset(text):
    return [parse_rule(line) for line in text.splitlines() if line.strip() and not line.startswith("#")]


def in_network(address, network):
    if network == "any":
        return True
    return ipaddress.ip_address(address) in ipaddress.ip_network(network)


def matches(rule, packet):
    checks = [
        rule["proto"] in ("ip", packet["proto"]),
        in_network(packet["source"], rule["source"]),
        in_network(packet["dest"], rule["dest"]),
        rule["ports"] is None or packet["port"] in rule["ports"],
    ]
    return all(checks)


def decide(rules, packet, journal):
    """Action for the packet; counts the hit and writes the journal if the rule says so."""
    verdict = None
    for rule in rules:
        if verdict is None and matches(rule, packet):
            rule["hits"] += 1
            verdict = rule["action"]
            if rule["log"]:
                journal.append("%s %s:%d [%s]" % (verdict, packet["source"], packet["port"], rule["text"]))
    if verdict is None:
        return "deny"
    return verdict


def unused(rules):
    return [rule["text"] for rule in rules if rule["hits"] == 0]


def covers(outer, inner):
    """Whether every packet of `inner` is matched by `outer`."""
    if outer["proto"] not in ("ip", inner["proto"]):
        return False
    for side in ("source", "dest"):
        if outer[side] == "any":
            continue
        if inner[side] == "any":
            return False
        if not ipaddress.ip_network(inner[side]).subnet_of(ipaddress.ip_network(outer[side])):
            return False
    if outer["ports"] is None:
        return True
    if inner["ports"] is None:
        return False
    for port in inner["ports"]:
        if port not in outer["ports"]:
            return False
    return True


def shadowed(rules):
    """Rules that can never decide because one earlier rule takes all their packets."""
    found = []
    for i in range(len(rules)):
        for j in range(i):
            if covers(rules[j], rules[i]):
                found.append((rules[i]["text"], rules[j]["text"]))
                break
    return found
