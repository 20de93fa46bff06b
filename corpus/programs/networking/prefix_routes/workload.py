# SPDX-License-Identifier: Apache-2.0
import random

from fib_table import ForwardingTable, aggregate, format_address, mask_of


def main():
    rng = random.Random(1112)
    table = ForwardingTable()
    table.add("0.0.0.0/0", "gw0", 10)
    table.add("10.0.0.0/8", "gw1")
    pool = [int(rng.random() * 2 ** 24) + (10 << 24) for _ in range(60)]
    for i in range(110):
        length = (12, 16, 20, 24, 24, 28)[i % 6]
        network = pool[i % len(pool)] & mask_of(length)
        table.add("%s/%d" % (format_address(network), length), "gw%d" % (i % 7), 1 + i % 3)
    packets = []
    for i in range(620):
        address = pool[int(rng.random() ** 2 * len(pool))] ^ (i % 16 if i % 3 else i * 977 % 4096)
        packets.append((format_address(address), 64 + i % 1400))
    volume = table.forward(packets)
    print("volume", sorted(volume.items()))
    print("idle", len(table.idle_routes()), table.idle_routes()[:3])
    print("withdrawn", table.withdraw(table.idle_routes()[0], "gw3"), len(table.routes))
    small = aggregate(["10.1.%d.0/24" % n for n in range(128)] + ["10.9.%d.0/24" % (n * 3) for n in range(40)])
    print("aggregate", len(small), small[:3])


if __name__ == "__main__":
    main()
