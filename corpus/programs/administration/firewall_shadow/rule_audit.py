# SPDX-License-Identifier: Apache-2.0
from packet_rules import Rule


def load(text):
    rules = []
    for line in text.splitlines():
        line = line.strip()
        if line and line[0] != "#":
            rules.append(Rule(line))
    return rules


def decide(rules, packet):
    """First match wins; (action, rule index) or ('deny', None) if nothing matches."""
    for index, rule in enumerate(rules):
        if rule.hits(packet):
            return rule.action, index
    return "deny", None


def shadowed(rules):
    """(index, index of the earlier rule that covers it, whether the actions conflict)."""
    found = []
    for index, rule in enumerate(rules):
        for earlier in range(index):
            if rules[earlier].covers(rule):
                found.append((index, earlier, rules[earlier].action != rule.action))
                break
    return found


def replay(rules, packets):
    """Hit counters per rule; the last one counts packets without a match."""
    counters = [0] * (len(rules) + 1)
    for packet in packets:
        _, index = decide(rules, packet)
        counters[len(rules) if index is None else index] += 1
    return counters


def compare(old, new, packets):
    """Packets whose fate differs between two rule sets, each once, in order."""
    changed = []
    for packet in packets:
        if decide(old, packet)[0] != decide(new, packet)[0]:
            if packet not in changed:
                changed.append(packet)
    return changed


def reorder(rules, counters):
    """Moves often-hit rules up as long as they pass only rules of the same action."""
    order = list(range(len(rules)))
    moved = True
    while moved:
        moved = False
        for i in range(len(order) - 1):
            upper, lower = order[i], order[i + 1]
            if rules[upper].action == rules[lower].action and counters[lower] > counters[upper]:
                order[i], order[i + 1] = lower, upper
                moved = True
    return [rules[i] for i in order]
