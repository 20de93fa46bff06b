# SPDX-License-Identifier: Apache-2.0
"""Needleman-Wunsch alignment of short proteins with a linear gap penalty."""


class Scoring:
    """Residues of one chemical group count as a partial match."""

    GROUPS = ["AVLIMC", "FWYH", "STNQ", "KR", "DE", "GP"]

    def __init__(self, match=5, similar=2, mismatch=-2, gap=-4):
        self.match = match
        self.similar = similar
        self.mismatch = mismatch
        self.gap = gap

    def group_of(self, residue):
        for i in range(len(self.GROUPS)):
            if residue in self.GROUPS[i]:
                return i
        raise ValueError("unknown residue %r" % residue)

    def score(self, a, b):
        if self.group_of(a) == self.group_of(b):
            if a == b:
                return self.match
            return self.similar
        return self.mismatch


class Alignment:
    def __init__(self, top, bottom, score):
        self.top = top
        self.bottom = bottom
        self.score = score

    def identity(self):
        pairs = [(a, b) for a, b in zip(self.top, self.bottom) if a != "-" and b != "-"]
        if len(pairs) == 0:
            return 0.0
        return len([1 for a, b in pairs if a == b]) / len(pairs)

    def cigar(self):
        """Run lengths of M, I (gap above) and D (gap below)."""
        ops = ""
        for a, b in zip(self.top, self.bottom):
            ops += "I" if a == "-" else "D" if b == "-" else "M"
        out = ""
        while ops:
            run = len(ops) - len(ops.lstrip(ops[0]))
            out += str(run) + ops[0]
            ops = ops[run:]
        return out


def fill(first, second, scoring):
    rows, cols = len(first) + 1, len(second) + 1
    table = [[0] * cols for _ in range(rows)]
    for i in range(rows):
        table[i][0] = i * scoring.gap
    for j in range(cols):
        table[0][j] = j * scoring.gap
    for i in range(1, rows):
        for j in range(1, cols):
            choices = [
                table[i - 1][j - 1] + scoring.score(first[i - 1], second[j - 1]),
                table[i - 1][j] + scoring.gap,
                table[i][j - 1] + scoring.gap,
            ]
            table[i][j] = max(choices)
    return table


def align(first, second, scoring):
    """On equal scores a match goes before a gap below, and that before one above."""
    table = fill(first, second, scoring)
    i, j = len(first), len(second)
    top, bottom = "", ""
    while i > 0 or j > 0:
        if i > 0 and j > 0 and table[i][j] == table[i - 1][j - 1] + scoring.score(first[i - 1], second[j - 1]):
            i, j = i - 1, j - 1
            top, bottom = first[i] + top, second[j] + bottom
        elif i > 0 and table[i][j] == table[i - 1][j] + scoring.gap:
            i -= 1
            top, bottom = first[i] + top, "-" + bottom
        else:
            j -= 1
            top, bottom = "-" + top, second[j] + bottom
    return Alignment(top, bottom, table[-1][-1])


def best_partner(name, proteins, scoring):
    """Name of the other protein that aligns with the best score."""
    best = None
    for other in sorted(proteins):
        if other == name:
            continue
        score = align(proteins[name], proteins[other], scoring).score
        if best is None or score > best[1]:
            best = (other, score)
    return best
