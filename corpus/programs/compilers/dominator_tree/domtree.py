# SPDX-License-Identifier: Apache-2.0
"""Dominators, dominance frontiers and natural loops of a control flow graph.

A graph is a dict: node -> list of successors. The first key is the entry.
"""
from functools import reduce


def entry_of(graph):
    return list(graph.keys())[0]


def preds(graph, node):
    return [p for p in graph if node in graph[p]]


def reverse_postorder(graph):
    order = []
    visited = []

    def visit(node):
        visited.append(node)
        for succ in graph[node]:
            if succ not in visited:
                visit(succ)
        order.insert(0, node)

    visit(entry_of(graph))
    return order


def dominators(graph):
    """node -> set of its dominators (itself included); unreachable nodes are left out."""
    order = reverse_postorder(graph)
    entry = order[0]
    everything = set(order)
    dom = {node: set(everything) for node in order}
    dom[entry] = {entry}
    changed = True
    while changed:
        changed = False
        for node in order[1:]:
            incoming = [dom[p] for p in preds(graph, node) if p in order]
            fresh = reduce(lambda a, b: a & b, incoming) | {node}
            if fresh != dom[node]:
                dom[node] = fresh
                changed = True
    return dom


def immediate(dom):
    """node -> immediate dominator, None for the entry."""
    idom = {}
    for node in dom:
        strict = dom[node] - {node}
        idom[node] = None
        for candidate in strict:
            if all(candidate == other or candidate not in dom[other] for other in strict):
                idom[node] = candidate
    return idom


def depth(idom, node):
    if idom[node] is None:
        return 0
    return 1 + depth(idom, idom[node])


def frontiers(graph, idom):
    """node -> sorted dominance frontier (Cooper, Harvey and Kennedy)."""
    result = {node: [] for node in idom}
    for node in idom:
        incoming = [p for p in preds(graph, node) if p in idom]
        if len(incoming) < 2:
            continue
        for runner in incoming:
            while runner != idom[node]:
                if node not in result[runner]:
                    result[runner].append(node)
                runner = idom[runner]
    return {node: sorted(found) for node, found in result.items()}


def natural_loops(graph, dom):
    """(header, sorted body) for each back edge, by header then size."""
    loops = []
    for tail in dom:
        for head in graph[tail]:
            if head in dom[tail]:
                body = [head]
                stack = [tail]
                while stack:
                    node = stack.pop()
                    if node not in body:
                        body.append(node)
                        for p in preds(graph, node):
                            if p in dom:
                                stack.append(p)
                loops.append((head, sorted(body)))
    return sorted(loops, key=lambda loop: (loop[0], len(loop[1])))


def phi_blocks(frontier, stores):
    """Where a variable stored in `stores` needs phi functions (iterated frontier)."""
    need = set()
    work = list(stores)
    while work:
        for node in frontier[work.pop()]:
            if node not in need:
                need.add(node)
                work.append(node)
    return sorted(need)


def tree_text(idom):
    """The dominator tree, indented, children sorted."""
    def branch(node, level):
        lines = "  " * level + str(node) + "\n"
        for child in sorted(n for n in idom if idom[n] == node):
            lines += branch(child, level + 1)
        return lines

    roots = [n for n in idom if idom[n] is None]
    return branch(roots[0], 0)
