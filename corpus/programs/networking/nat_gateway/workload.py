# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from natbox import NatBox


def main():
    rng = random.Random(1631)
    box = NatBox("203.0.113.9")
    box.pin("tcp", ("10.0.0.2", 80), 8080)
    ports = []
    total = 0
    for step in range(850):
        now = step // 9
        roll = rng.random()
        proto = "udp" if roll < 0.45 else "tcp" if roll < 0.95 else "icmp"
        source = ("10.0.0.%d" % rng.randrange(3, 40), 1024 + rng.randrange(9))
        (_, port), _ = box.outbound(proto, source, ("198.51.100.7", 443), 60 + step % 900, now)
        ports.append((proto, port))
        if step % 3 == 0:
            proto, port = ports[-1 - int(rng.random() * min(len(ports), 200))]
            inside = box.inbound(proto, ("198.51.100.7", 443), port, 700, now)
            total += inside[1] if inside else 0
    print("mappings", len(box.mappings), "refused", box.refused, "closed", len(box.log), "sum", total)
    print("ports", sum(p for _, p in ports), "log", zlib.crc32("\n".join(box.log).encode()))
    print("talkers", box.top_talkers(4))


if __name__ == "__main__":
    main()
