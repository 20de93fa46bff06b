# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from ruleset import decide, parse_ruleset, shadowed, unused

POLICY = """# branch office
deny tcp from 10.66.0.0/16 to any port 1-1023 log
permit tcp from 10.1.0.0/16 to 192.168.5.0/24 port 80,443
permit tcp from 10.1.4.0/24 to 192.168.5.0/24 port 443
permit udp from any to 192.168.5.53/32 port 53
deny udp from any to any port 1900,5353
permit tcp from 10.2.0.0/16 to 192.168.6.0/24 port 5000-5800
permit tcp from 10.2.0.0/16 to 192.168.6.0/25 port 5400-5410
deny ip from 172.16.0.0/12 to any log
permit ip from 10.3.0.0/16 to 192.168.0.0/16
permit icmp from any to any
permit tcp from 10.0.0.0/8 to 192.168.7.0/24 port 22
"""


def main():
    rng = random.Random(3022)
    rules = parse_ruleset(POLICY)
    journal = []
    verdicts = []
    for _ in range(4000):
        packet = {
            "proto": rng.choice(("tcp", "tcp", "udp", "icmp")),
            "source": "%s.%d.%d" % (rng.choice(("10.1", "10.2", "10.3", "10.66", "172.20")), rng.randrange(9),
                                    rng.randrange(40)),
            "dest": "192.168.%d.%d" % (rng.randrange(5, 8), rng.choice((1, 53, 90))),
            "port": rng.choice((22, 53, 80, 443, 1900, 5405, 5790)),
        }
        verdicts.append(decide(rules, packet, journal))
    print("permit", verdicts.count("permit"), "deny", verdicts.count("deny"), "journal", len(journal))
    print("crc", zlib.crc32("\n".join(journal).encode()), "hits", [rule["hits"] for rule in rules])
    print("unused", len(unused(rules)), "shadowed", shadowed(rules))


if __name__ == "__main__":
    main()
