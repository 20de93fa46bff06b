# SPDX-License-Identifier: Apache-2.0
import random

from flowgraph import FlowGraph
from liveness import colour, dead_writes, interference, live_sets


def procedure(blocks, names, seed):
    rng = random.Random(seed)
    graph = FlowGraph()
    pool = ["x%02d" % i for i in range(names)]
    for i in range(blocks):
        body = []
        for _ in range(4):
            dest = rng.choice(pool) if rng.random() < 0.8 else None
            body.append((dest, [rng.choice(pool) for _ in range(rng.randrange(0, 3))]))
        targets = []
        if i + 1 < blocks:
            targets.append("B%d" % (i + 1))
            if i % 3 == 1:
                targets.append("B%d" % rng.randrange(blocks))
        graph.add("B%d" % i, body, targets)
    return graph


def main():
    graph = procedure(86, 40, 1981)
    sets = live_sets(graph)
    edges = interference(graph)
    colours = colour(graph, edges)
    print("live in", sum(len(i) for i, _ in sets.values()), "live out", sum(len(o) for _, o in sets.values()))
    print("edges", len(edges), "colours", max(colours.values()) + 1, sum(colours.values()))
    small = procedure(34, 24, 77)
    print("dead", dead_writes(small))


if __name__ == "__main__":
    main()
