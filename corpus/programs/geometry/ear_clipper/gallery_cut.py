# SPDX-License-Identifier: Apache-2.0
# Cuts a gallery's floor plan into triangles and places guards by three-colouring.
#
# Author's notes: the plan is a simple ring without holes, given either way
# round. Corners are numbered as in the plan. "An ear" is a corner whose
# triangle lies inside the plan and holds no other corner.


class PlanError(Exception):
    pass


def doubled_area(plan):
    total = 0
    for i in range(len(plan)):
        total = total + plan[i - 1][0] * plan[i][1] - plan[i][0] * plan[i - 1][1]
    return total


def inside(p, a, b, c):
    d1 = (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0])
    d2 = (c[0] - b[0]) * (p[1] - b[1]) - (c[1] - b[1]) * (p[0] - b[0])
    d3 = (a[0] - c[0]) * (p[1] - c[1]) - (a[1] - c[1]) * (p[0] - c[0])
    return d1 >= 0 and d2 >= 0 and d3 >= 0


def is_ear(plan, left, mid, right, others):
    a, b, c = plan[left], plan[mid], plan[right]
    if (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) <= 0:
        return False
    blockers = [o for o in others if o not in (left, mid, right) and inside(plan[o], a, b, c)]
    return len(blockers) == 0


def cut(plan):
    """Triangles as triples of corner numbers, in the order they are cut off."""
    if len(plan) < 3:
        raise PlanError("a plan needs three corners")
    ring = list(range(len(plan)))
    if doubled_area(plan) < 0:
        ring.reverse()
    triangles = []
    while len(ring) > 3:
        ears = []
        for i in range(len(ring)):
            left, mid, right = ring[i - 1], ring[i], ring[(i + 1) % len(ring)]
            if is_ear(plan, left, mid, right, ring[:]):
                ears.append((left, mid, right))
        if not ears:
            raise PlanError("the ring crosses itself")
        left, mid, right = min(ears, key=lambda e: e[1])
        triangles.append((left, mid, right))
        ring.remove(mid)
    triangles.append(tuple(ring))
    return triangles


def adjacent(triangles):
    """For each triangle the numbers of those that share a side with it."""
    table = []
    for i in range(len(triangles)):
        near = []
        for j in range(len(triangles)):
            if i != j and len(set(triangles[i]) & set(triangles[j])) == 2:
                near.append(j)
        table.append(near)
    return table


def three_colours(triangles):
    colour = {}
    if not triangles:
        return colour
    table = adjacent(triangles)
    for number, corner in enumerate(triangles[0]):
        colour[corner] = number
    todo = [0]
    visited = {0}
    while todo:
        here = todo.pop()
        for other in table[here]:
            if other in visited:
                continue
            visited.add(other)
            todo.append(other)
            taken = [colour[c] for c in triangles[other] if c in colour]
            for corner in triangles[other]:
                if corner not in colour:
                    colour[corner] = 3 - sum(taken)
    return colour


def guards(plan):
    """Corners of the rarest colour (the smallest colour when two are as rare)."""
    colour = three_colours(cut(plan))
    counts = [0, 0, 0]
    for corner in colour:
        counts[colour[corner]] += 1
    rarest = counts.index(min(counts))
    return sorted(corner for corner in colour if colour[corner] == rarest)
