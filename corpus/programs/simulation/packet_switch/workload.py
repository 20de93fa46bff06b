# SPDX-License-Identifier: Apache-2.0
import random

from switchfabric import CLASSES, Packet, Port, RoutingTable, Switch, top_talkers


def main():
    rng = random.Random(1974)
    table = RoutingTable()
    for n in range(12):
        table.add(f"10.{n}.0.0/16", n % 3)
    table.add("10.4.32.0/20", 2)
    table.add("10.0.0.0/9", 1)
    table.add("192.168.7.0/24", 0)
    switch = Switch(table, [Port(0, 1700, 12_000), Port(1, 1600, 7_000), Port(2, 2500, 30_000)])
    hosts = [f"10.{rng.randrange(14)}.{rng.randrange(60)}.{rng.randrange(1, 255)}" for _ in range(40)]
    hosts += ["192.168.7.9", "172.16.0.1"]
    sizes = {"control": 64, "voice": 200, "video": 1100, "bulk": 1500}
    serial = 0
    for now in range(1000):
        arrivals = []
        for _ in range(rng.randrange(0, 10)):
            klass = rng.choices(CLASSES, (1, 6, 4, 3))[0]
            arrivals.append(Packet(serial, rng.choice(hosts), rng.choice(hosts), sizes[klass], klass, now))
            serial += 1
        switch.tick(arrivals)
    print("packets", serial, "dropped", len(switch.drops), [d.reason for d in switch.drops[:2]])
    for klass in CLASSES:
        times = switch.delays(klass)
        print(klass, len(times), "sum", sum(times), "worst", times[-1], "jitter", round(switch.jitter(klass), 4))
    print("talkers", top_talkers(switch), "waiting", [p.waiting_bytes() for p in switch.ports])


if __name__ == "__main__":
    main()
