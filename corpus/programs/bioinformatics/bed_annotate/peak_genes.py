# SPDX-License-Identifier: Apache-2.0
from intervals_bed import merge, subtract


def annotate(peaks, genes, promoter=500):
    """Rows (peak, gene, kind); kind is 'promoter', 'body' or 'intergenic'.

    A peak that touches several genes gets a row for each; one in the
    promoter of a gene is not reported for the body as well.
    """
    rows = []
    for peak in peaks:
        hits = []
        for gene in genes:
            start = max(0, gene.start - promoter)
            if peak.chrom == gene.chrom and peak.start < gene.start and peak.end > start:
                hits.append((peak.name, gene.name, "promoter"))
            elif peak.overlap(gene) > 0:
                hits.append((peak.name, gene.name, "body"))
        if not hits:
            hits.append((peak.name, None, "intergenic"))
        rows.extend(hits)
    return rows


def covered(peaks, genes):
    """Bases of each gene under peaks, in gene order."""
    result = []
    for gene in genes:
        pieces = [p for p in merge(peaks) if p.overlap(gene) > 0]
        result.append((gene.name, sum(p.overlap(gene) for p in pieces)))
    return result


def quiet_parts(genes, peaks):
    union = merge(peaks)
    return [piece for gene in genes for piece in subtract(gene, union)]


def report(rows):
    kinds = []
    for _, _, kind in rows:
        if kind not in kinds:
            kinds.append(kind)
    lines = []
    for kind in kinds:
        names = sorted(set([row[1] for row in rows if row[2] == kind and row[1] is not None]))
        lines.append("%s\t%d\t%d" % (kind, len([1 for row in rows if row[2] == kind]), len(names)))
    return "\n".join(lines)
