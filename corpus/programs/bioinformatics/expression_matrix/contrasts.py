# SPDX-License-Identifier: Apache-2.0
from exprtable import mean, pearson, welch


def contrast(table, treated, control):
    """(gene, log fold change, t) sorted by falling absolute t, then by gene."""
    results = []
    for gene in table.rows.keys():
        a = [table.rows[gene][table.samples.index(s)] for s in treated]
        b = [table.rows[gene][table.samples.index(s)] for s in control]
        results.append((gene, mean(a) - mean(b), welch(a, b)))
    results.sort(key=lambda row: (-abs(row[2]), row[0]))
    return results


def coexpressed(table, cutoff):
    """Pairs of genes whose rows correlate at least as strongly as the cutoff."""
    pairs = []
    genes = sorted(table.rows)
    for gene in genes:
        for other in genes:
            r = pearson(table.rows[gene], table.rows[other])
            if gene < other and r >= cutoff:
                pairs.append((gene, other, r))
    return pairs


def modules(pairs):
    """Groups of genes connected by pairs, the largest first."""
    groups = []
    for gene, other, _ in pairs:
        joined = [gene, other]
        for group in groups[:]:
            if gene in group or other in group:
                groups.remove(group)
                joined = group + [g for g in joined if g not in group]
        groups.append(joined)
    return sorted((sorted(g) for g in groups), key=lambda g: (-len(g), g))
