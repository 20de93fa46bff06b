# SPDX-License-Identifier: Apache-2.0
import random

from roadgraph import RoadGraph, centre, coverage, nearest_depot


def region(rng, rows, columns):
    graph = RoadGraph()
    name = {(r, c): "v%02d%02d" % (r, c) for r in range(rows) for c in range(columns)}
    for (r, c), place in name.items():
        for other in ((r, c + 1), (r + 1, c)):
            if other in name and rng.random() < 0.93:
                graph.add_road(place, name[other], rng.randint(3, 25), rng.choice([3, 7, 40, 40, 40]))
    return graph


def main():
    rng = random.Random(31)
    graph = region(rng, 9, 10)
    depots = ["v0101", "v0506", "v0300"]
    customers = rng.sample(sorted(graph.places), 15)
    for tons in (2, 5):
        served = nearest_depot(graph, depots, customers, tons)
        steps, minutes = graph.path("v0000", "v0607", tons) or ([], 0)
        print("tons", tons, "served", sum(1 for d in served.values() if d), sum(d[1] for d in served.values() if d))
        print("  path", "-".join(steps), minutes, "cover", len(coverage(graph, depots, 40, tons)))
    print("places", len(graph.places), "roads", len(graph.roads), "centre", centre(graph))


if __name__ == "__main__":
    main()
