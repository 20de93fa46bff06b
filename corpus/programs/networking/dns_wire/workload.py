# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from resource_names import Record, decode, encode
from zone_answers import answer, smallest_ttl, sorted_zone, without_repeats


def build_zone(hosts, seed):
    rng = random.Random(seed)
    zone = [Record("example.org", "NS", 86400, "ns1.example.org"), Record("*.dyn.example.org", "A", 60, "10.9.9.9")]
    for n in range(hosts):
        part = ("eu", "us", "ap", "lab")[n % 4]
        name = "host%d.%s.example.org" % (n, part)
        zone.append(Record(name, "A", 300 + n % 7 * 60, "10.%d.%d.%d" % (n % 4, n // 250, n % 250)))
        if n % 3 == 0:
            target = rng.randrange(max(1, n))
            zone.append(Record("www%d.example.org" % n, "CNAME", 600,
                               "host%d.%s.example.org" % (target, ("eu", "us", "ap", "lab")[target % 4])))
        if n % 10 == 0:
            zone.append(Record(name, "MX", 3600, "%d mail%d.example.org" % (10 + n % 3, n % 6)))
    return zone


def main():
    zone = build_zone(900, 1035)
    gathered = []
    for n in range(0, 660):
        question = "WWW%d.example.org." % (n * 7 % 900) if n % 4 else "box%d.dyn.example.org" % n
        gathered += answer(zone, question, "A")
    unique = without_repeats(gathered)
    transfer = encode(sorted_zone(zone))
    reply = encode(unique)
    back = decode(transfer)
    print("zone", len(zone), "transfer", len(transfer), "crc", zlib.crc32(transfer))
    print("answers", len(gathered), "unique", len(unique), "reply", len(reply), "ttl", smallest_ttl(unique))
    print("same", back == sorted_zone(zone), decode(reply)[-1])


if __name__ == "__main__":
    main()
