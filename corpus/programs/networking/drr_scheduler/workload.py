# SPDX-License-Identifier: Apache-2.0
import random

from fairqueue import Packet, Port, TokenBucket, jain_index, report


def main():
    rng = random.Random(3393)
    port = Port()
    buckets = {}
    for i in range(12):
        name = "flow%02d" % i
        port.add_flow(name, weight=1 + i % 3)
        buckets[name] = TokenBucket(700 + 40 * i, 6000)
    names = sorted(buckets)
    policed = number = 0
    for now in range(3000):
        for _ in range(rng.randrange(2, 14)):
            packet = Packet(names[int(rng.random() ** 1.4 * 12)], rng.randrange(60, 1500), now, number)
            number += 1
            if buckets[packet.flow].conforms(packet.size, now):
                port.enqueue(packet)
            else:
                policed += 1
        port.transmit(4500, now)
    rows = report(port)
    print("offered", number, "policed", policed, "sent", len(port.sent), "left", port.occupied())
    for name in names[::4]:
        print(name, rows[name][:2], "%.4f" % rows[name][2], rows[name][3:])
    print("order", sum(i * p.number % 9973 for i, (p, _) in enumerate(port.sent)))
    print("jain %.6f" % jain_index([rows[name][1] / port.flows[name].weight for name in names]))


if __name__ == "__main__":
    main()
