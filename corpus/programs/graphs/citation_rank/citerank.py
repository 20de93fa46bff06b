# SPDX-License-Identifier: Apache-2.0
"""Influence of papers from who cites whom."""


def read_citations(text):
    """``p12 <- p3 p4`` means: p3 and p4 cite p12.  Returns sorted (citing, cited) pairs without repeats."""
    pairs = []
    for line in text.splitlines():
        cited, arrow, citing = line.partition("<-")
        if not arrow:
            continue
        for paper in citing.split():
            pair = (paper, cited.strip())
            if pair not in pairs and paper != cited.strip():
                pairs.append(pair)
    return sorted(pairs)


def papers(pairs):
    return sorted({p for pair in pairs for p in pair})


def references(pairs, paper):
    return [cited for citing, cited in pairs if citing == paper]


def rank(pairs, damping=0.85, rounds=30, tolerance=1e-9):
    """PageRank by power iteration; papers without references hand their weight to all."""
    names = papers(pairs)
    weight = {name: 1.0 / len(names) for name in names}
    out_degree = {}
    for citing, _ in pairs:
        out_degree[citing] = out_degree.get(citing, 0) + 1
    for _ in range(rounds):
        fresh = {}
        for name in names:
            lost = sum(weight[n] for n in names if n not in out_degree)
            incoming = 0.0
            for citing, cited in pairs:
                if cited == name:
                    incoming += weight[citing] / out_degree[citing]
            fresh[name] = (1.0 - damping) / len(names) + damping * (incoming + lost / len(names))
        change = max(abs(fresh[n] - weight[n]) for n in names)
        weight = dict(fresh)
        if change < tolerance:
            break
    return weight


def hubs_and_authorities(pairs, rounds=12):
    """Kleinberg's two scores, each scaled so that the largest is 1."""
    names = papers(pairs)
    hub = dict.fromkeys(names, 1.0)
    authority = dict.fromkeys(names, 1.0)
    for _ in range(rounds):
        authority = dict.fromkeys(names, 0.0)
        for citing, cited in pairs:
            authority[cited] += hub[citing]
        top = max(authority.values())
        authority = {n: authority[n] / top for n in names}
        hub = dict.fromkeys(names, 0.0)
        for citing, cited in pairs:
            hub[citing] += authority[cited]
        top = max(hub.values())
        hub = {n: hub[n] / top for n in names}
    return hub, authority


def h_index(pairs, portfolio):
    """Largest h such that h papers of the portfolio have h citations each."""
    h = 0
    for candidate in range(1, len(portfolio) + 1):
        cited_often = [p for p in portfolio if len([1 for _, cited in pairs if cited == p]) >= candidate]
        if len(cited_often) >= candidate:
            h = candidate
    return h


def coupled(pairs, least=2):
    """Pairs of papers that share at least `least` references: (a, b, shared)."""
    names = papers(pairs)
    out = []
    for i, a in enumerate(names):
        for b in names[i + 1:]:
            shared = [r for r in references(pairs, a) if r in references(pairs, b)]
            if len(shared) >= least:
                out.append((a, b, len(shared)))
    return out


def main_path(pairs, start):
    """Follow the best ranked reference, step by step, until there is none or it was seen."""
    weight = rank(pairs)
    path = [start]
    while True:
        choices = [r for r in references(pairs, path[-1]) if r not in path]
        if not choices:
            return path
        path.append(max(choices, key=lambda r: (weight[r], r)))
