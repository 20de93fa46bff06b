# SPDX-License-Identifier: Apache-2.0
import random

from distvec import Network


def build(size, seed):
    rng = random.Random(seed)
    net = Network()
    names = ["n%02d" % i for i in range(size)]
    for i in range(1, size):
        net.connect(names[i], names[rng.randrange(max(0, i - 4), i)], rng.choice((1, 1, 2)))
    for _ in range(size // 3):
        a, b = rng.sample(names, 2)
        net.connect(a, b, rng.choice((2, 3)))
    return net, names


def main():
    net, names = build(82, 1058)
    print("rounds", net.converge(), "metric", net.total_metric())
    print("path", net.path(names[0], names[-1]), net.path(names[3], names[20]))
    a, b, _ = net.links[5]
    net.cut(a, b)
    print("after cut", net.converge(), "metric", net.total_metric())
    print("paths", sum(len(net.path(x, y) or "") for x in names for y in names), len(net.journal[-1]))


if __name__ == "__main__":
    main()
