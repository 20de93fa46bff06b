# SPDX-License-Identifier: Apache-2.0
from flowgraph import FlowGraph


def upward_exposed(block):
    """Names read in the block before any write to them."""
    used = []
    defined = []
    for dest, uses in block.body:
        for name in uses:
            if name not in defined and name not in used:
                used.append(name)
        if dest is not None and dest not in defined:
            defined.append(dest)
    return used


def killed(block):
    return [dest for dest, _ in block.body if dest is not None]


def union(first, second):
    result = list(first)
    for item in second:
        if item not in result:
            result.append(item)
    return result


def minus(first, second):
    return [item for item in first if item not in second]


def live_sets(graph: FlowGraph):
    """label -> (live-in, live-out), each sorted by name."""
    live_in = {b.label: [] for b in graph.blocks}
    live_out = {b.label: [] for b in graph.blocks}
    pending = list(graph.blocks)
    while pending:
        block = pending.pop(0)
        out = []
        for successor in graph.successors(block):
            out = union(out, live_in[successor.label])
        live_out[block.label] = out
        fresh = union(upward_exposed(block), minus(out, killed(block)))
        if sorted(fresh) != sorted(live_in[block.label]):
            live_in[block.label] = fresh
            for predecessor in graph.predecessors(block):
                if predecessor not in pending:
                    pending.append(predecessor)
    return {label: (sorted(live_in[label]), sorted(live_out[label])) for label in live_in}


def interference(graph: FlowGraph):
    """Unordered pairs (a < b) that are alive together somewhere."""
    sets = live_sets(graph)
    edges = set()
    for block in graph.blocks:
        alive = list(sets[block.label][1])
        for dest, uses in reversed(block.body):
            if dest is not None:
                for other in alive:
                    if other != dest:
                        edges.add((min(dest, other), max(dest, other)))
                if dest in alive:
                    alive.remove(dest)
            alive = union(alive, uses)
    return edges


def degree(edges, name):
    return len([e for e in edges if name in e])


def colour(graph: FlowGraph, edges):
    """Greedy colouring, names of high degree first (then by name)."""
    order = sorted(graph.names(), key=lambda name: (-degree(edges, name), name))
    colours = {}
    for name in order:
        taken = [colours[other] for other in colours if (min(name, other), max(name, other)) in edges]
        pick = 0
        while pick in taken:
            pick += 1
        colours[name] = pick
    return colours


def dead_writes(graph: FlowGraph):
    """(label, position) of assignments whose value is never read."""
    found = []
    for block in graph.blocks:
        for position, (dest, _) in enumerate(block.body):
            if dest is None:
                continue
            read = False
            overwritten = False
            for later, uses in block.body[position + 1:]:
                if dest in uses and not overwritten:
                    read = True
                if later == dest:
                    overwritten = True
            if not read and (overwritten or dest not in live_sets(graph)[block.label][1]):
                found.append((block.label, position))
    return found
