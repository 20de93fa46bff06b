# SPDX-License-Identifier: Apache-2.0
import random

from roadnet import Network, busiest, degree_table, junctions


def county(seed, roads, legs):
    rng = random.Random(seed)
    network = Network()
    for number in range(roads):
        x, y = rng.randrange(0, 4000), rng.randrange(0, 4000)
        line = [(x, y)]
        dx, dy = rng.choice([(1, 0), (0, 1), (1, 1), (-1, 1), (2, 1)])
        for _ in range(legs):
            reach = rng.randrange(150, 600)
            x += dx * reach + rng.randrange(-40, 41)
            y += dy * reach + rng.randrange(-40, 41)
            line.append((x, y))
        network.add("B%03d" % rng.randrange(number * 7, number * 7 + 7), line)
    return network


def main():
    network = county(77, 70, 5)
    found = network.crossings()
    groups = junctions(found, 60)
    top = busiest(groups)
    print("roads", len(network.names()), "crossings", len(found), "junctions", len(groups))
    print("top %.3f %.3f" % (float(top["at"][0]), float(top["at"][1])), " ".join(sorted(top["roads"])))
    print("degrees", sum(i * c for i, (_, c) in enumerate(degree_table(network.names(), found))))
    print("sum %.6f" % float(sum(p[0] - p[1] for p, _, _ in found)))


if __name__ == "__main__":
    main()
