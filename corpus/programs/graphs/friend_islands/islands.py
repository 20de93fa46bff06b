# SPDX-License-Identifier: Apache-2.0
"""Who hangs together with whom: components, bridges and gossip on a friendship list."""


def people(pairs):
    found = set()
    for a, b in pairs:
        found.add(a)
        found.add(b)
    return sorted(found)


def islands(pairs):
    """Connected groups, largest first, each sorted; equal sizes by first member."""
    label = {}
    for person in people(pairs):
        label[person] = person
    for a, b in pairs:
        if label[a] != label[b]:
            old, new = max(label[a], label[b]), min(label[a], label[b])
            for person in label.keys():
                if label[person] == old:
                    label[person] = new
    groups = []
    for mark in sorted(set(label.values())):
        groups.append([p for p in label if label[p] == mark])
    groups.sort(key=lambda g: (-len(g), g[0]))
    return groups


def friends_of(pairs, person):
    out = []
    for a, b in pairs:
        if a == person and b not in out:
            out.append(b)
        elif b == person and a not in out:
            out.append(a)
    return out


def friend_map(pairs):
    return {person: friends_of(pairs, person) for person in people(pairs)}


def spread(pairs, source):
    """Rounds until gossip from `source` reaches each person of the island."""
    links = friend_map(pairs)
    heard = {source: 0}
    current = [source]
    rounds = 0
    while current:
        rounds += 1
        following = []
        for person in current:
            for friend in links[person]:
                if friend not in heard:
                    heard[friend] = rounds
                    following.append(friend)
        current = following
    return heard


def go_betweens(pairs):
    """People whose leaving would split their island (articulation points)."""
    links = friend_map(pairs)
    found = []
    order = {}
    low = {}

    def visit(person, parent):
        order[person] = low[person] = len(order)
        children = 0
        for friend in links[person]:
            if friend == parent:
                continue
            if friend in order:
                low[person] = min(low[person], order[friend])
                continue
            children += 1
            visit(friend, person)
            low[person] = min(low[person], low[friend])
            if parent is not None and low[friend] >= order[person] and person not in found:
                found.append(person)
        if parent is None and children > 1:
            found.append(person)

    for person in links:
        if person not in order:
            visit(person, None)
    return sorted(found)


def cliquishness(pairs, person):
    """Share of a person's friends that are friends of each other."""
    circle = friends_of(pairs, person)
    if len(circle) < 2:
        return 0.0
    tied = 0
    possible = 0
    for i in range(len(circle)):
        for j in range(i + 1, len(circle)):
            possible += 1
            if (circle[i], circle[j]) in pairs or (circle[j], circle[i]) in pairs:
                tied += 1
    return tied / possible


def introductions(pairs, person, top=3):
    """Strangers with the most mutual friends: (name, count)."""
    links = friend_map(pairs)
    mutual = {}
    for friend in links[person]:
        for stranger in links[friend]:
            if stranger != person and stranger not in links[person]:
                mutual[stranger] = mutual.get(stranger, 0) + 1
    return sorted(mutual.items(), key=lambda kv: (-kv[1], kv[0]))[:top]
