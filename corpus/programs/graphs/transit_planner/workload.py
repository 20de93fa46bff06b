# SPDX-License-Identifier: Apache-2.0
import random

from tramnet import Tramnet


def build(rng):
    net = Tramnet()
    hubs = ["Central", "Harbour", "University", "Market"]
    for n in range(11):
        stops = [f"L{n}-{k}" for k in range(7)]
        stops[3] = rng.choice(hubs)
        stops[rng.choice([0, 6])] = rng.choice([h for h in hubs if h not in stops])
        net.add_line(f"T{n + 1}", stops, [rng.randrange(2, 7) for _ in range(6)])
    net.add_line("shuttle", ["Zoo", "Aquarium"], [3])
    return net


def main():
    rng = random.Random(1883)
    net = build(rng)
    table = net.timetable("Central")
    print("reached", len(table), "of", len(net.stops), "minutes", sum(table.values()))
    print("plan", net.plan("L0-1", "L4-1"))
    print("plan", net.plan("L2-5", "L5-2"), net.plan("Zoo", "L1-1"))
    print("centre", net.centre(["Central", "Harbour", "L3-1"]))


if __name__ == "__main__":
    main()
