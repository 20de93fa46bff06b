# SPDX-License-Identifier: Apache-2.0
import random

from packet_rules import Rule
from rule_audit import compare, load, reorder, replay, shadowed


def main():
    rng = random.Random(80)
    lines = ["# generated"]
    for n in range(66):
        source = f"10.{rng.randrange(6)}.{rng.randrange(256)}.0/{rng.choice((14, 16, 20, 24))}"
        target = f"192.168.{rng.randrange(12)}.{rng.randrange(256)}/{rng.choice((20, 24, 24, 28, 32))}"
        lines.append(f"{rng.choice(('allow', 'allow', 'deny'))} {rng.choice(('tcp', 'udp', 'any'))} "
                     f"{source} -> {target} {rng.choice(('*', '80,443', '22', '1024-65535', '53,123'))}")
    lines.append("deny any 0.0.0.0/0 -> 192.168.0.0/16 *")
    rules = load("\n".join(lines))
    packets = [(rng.choice(("tcp", "udp")), f"10.{rng.randrange(7)}.{rng.randrange(256)}.{rng.randrange(256)}",
                f"192.168.{rng.randrange(13)}.{rng.randrange(256)}", rng.choice((22, 53, 80, 443, 8080)))
               for _ in range(1200)]
    counters = replay(rules, packets)
    print("counters", sum(n * c for n, c in enumerate(counters)), counters[-3:])
    print("shadowed", shadowed(rules)[:4], len(shadowed(rules)))
    better = reorder(rules, counters)
    print("order kept", compare(rules, better, packets[:150]) == [], [r.text for r in better[:1]])
    strict = [Rule("deny tcp 10.0.0.0/14 -> 0.0.0.0/0 22")] + rules
    print("changed", len(compare(rules, strict, packets[:240])))


if __name__ == "__main__":
    main()
