# SPDX-License-Identifier: Apache-2.0


def crosstab(rows, a, b):
    """Contingency table of two answers: (row labels, column labels, counts)."""
    left = []
    top = []
    for row in rows:
        if row[a] not in left:
            left = left + [row[a]]
        if row[b] not in top:
            top = top + [row[b]]
    left.sort()
    top.sort()
    counts = []
    for x in left:
        line = []
        for y in top:
            n = 0
            for row in rows:
                if row[a] == x and row[b] == y:
                    n += 1
            line.append(n)
        counts.append(line)
    return left, top, counts


def chi_square(counts):
    total = 0
    for line in counts:
        for n in line:
            total += n
    value = 0.0
    for i in range(len(counts)):
        for j in range(len(counts[0])):
            row_sum = sum(counts[i])
            column_sum = sum(line[j] for line in counts)
            e = row_sum * column_sum / total
            if e > 0:
                value += (counts[i][j] - e) ** 2 / e
    return value


def cramers_v(counts):
    total = sum(sum(line) for line in counts)
    smaller = min(len(counts), len(counts[0])) - 1
    return (chi_square(counts) / (total * smaller)) ** 0.5 if smaller else 0.0


def shuffled_column(rows, column, rng):
    """The same answers dealt to other people; the rows themselves stay as they are."""
    values = [row[column] for row in rows]
    rng.shuffle(values)
    dealt = []
    for row, value in zip(rows, values):
        fresh = dict(row)
        fresh[column] = value
        dealt.append(fresh)
    return dealt


def permutation_test(rows, a, b, rounds, rng):
    """(chi-square, p): the share of shuffles at least as extreme, plus one."""
    observed = chi_square(crosstab(rows, a, b)[2])
    extreme = 0
    for _ in range(rounds):
        dealt = shuffled_column(rows, b, rng)
        if chi_square(crosstab(dealt, a, b)[2]) >= observed - 1e-9:
            extreme += 1
    return observed, (extreme + 1) / (rounds + 1)


def screen(rows, questions, rounds, rng):
    """Pairs of questions, the most associated first, with a Holm-corrected p."""
    results = []
    for a in questions:
        for b in questions:
            if questions.index(a) < questions.index(b):
                v = cramers_v(crosstab(rows, a, b)[2])
                results.append((permutation_test(rows, a, b, rounds, rng)[1], -v, a, b))
    results.sort()
    corrected = []
    worst = 0.0
    for i, (p, v, a, b) in enumerate(results):
        worst = max(worst, min(1.0, p * (len(results) - i)))
        corrected.append((a, b, -v, worst))
    return corrected


def layout(left, top, counts):
    widths = [max(len(str(label)), 5) for label in top]
    lines = [" " * 8 + " ".join(str(t).rjust(w) for t, w in zip(top, widths))]
    for label, line in zip(left, counts):
        lines.append(str(label).ljust(8) + " ".join(str(n).rjust(w) for n, w in zip(line, widths)))
    return "\n".join(lines)
