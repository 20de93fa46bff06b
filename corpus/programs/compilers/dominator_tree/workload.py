# SPDX-License-Identifier: Apache-2.0
import random

from domtree import depth, dominators, frontiers, immediate, natural_loops, phi_blocks, tree_text


def cfg(size, seed):
    rng = random.Random(seed)
    graph = {}
    for n in range(size):
        succ = []
        if n + 1 < size:
            succ.append(n + 1)
        if n % 3 == 1 and n + 2 < size:
            succ.append(min(size - 1, n + rng.randrange(2, 9)))
        if n % 11 == 7:
            succ.append(max(1, n - rng.randrange(1, 25)))
        graph[n] = succ
    graph[size] = [3]
    return graph


def main():
    for size, seed in ((620, 64), (640, 65)):
        survey(cfg(size, seed))


def survey(graph):
    dom = dominators(graph)
    idom = immediate(dom)
    front = frontiers(graph, idom)
    loops = natural_loops(graph, dom)
    print("reachable", len(dom), "sum", sum(len(s) for s in dom.values()))
    print("depths", sum(depth(idom, n) for n in idom), "deepest", max(depth(idom, n) for n in idom))
    print("frontier", sum(map(len, front.values())), "phis", phi_blocks(front, [5, 20])[:8])
    print("loops", len(loops), sum(len(body) for _, body in loops), loops[0][0])
    print("text", len(tree_text(idom)), tree_text(idom).split()[:6])


if __name__ == "__main__":
    main()
