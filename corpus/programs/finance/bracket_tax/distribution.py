# SPDX-License-Identifier: Apache-2.0
def gini(values):
    """Gini coefficient: mean absolute difference over twice the mean."""
    count = len(values)
    total = sum(values)
    if total == 0:
        return 0.0
    differences = 0
    for a in values:
        for b in values:
            differences += abs(a - b)
    return differences / (2 * count * total)


def decile_shares(values):
    """Share of the total in each tenth of the population, poorest first."""
    shares = []
    for tenth in range(10):
        ordered = sorted(values)
        low, high = tenth * len(ordered) // 10, (tenth + 1) * len(ordered) // 10
        shares.append(sum(ordered[low:high]) / sum(ordered))
    return shares


def losers(before, after):
    """Positions that pay more than before, largest increase first, then by position."""
    found = [i for i in range(len(before)) if after[i] > before[i]]
    found.sort(key=lambda i: i)
    found.sort(key=lambda i: after[i] - before[i], reverse=True)
    return found


def poverty_line(values, percent=60):
    ordered = sorted(values)
    return ordered[len(ordered) // 2] * percent // 100


def poor_share(values):
    return len([v for v in values if v < poverty_line(values)]) / len(values)
