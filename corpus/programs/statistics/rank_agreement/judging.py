# SPDX-License-Identifier: Apache-2.0

class Panel(object):
    """Score sheets of a competition: judge -> {entrant: score}."""

    def __init__(self):
        self._sheets = {}

    def record(self, judge, entrant, score):
        self._sheets.setdefault(judge, {})
        if entrant in self._sheets[judge]:
            raise ValueError("%s already scored %s" % (judge, entrant))
        self._sheets[judge][entrant] = score

    def judges(self):
        return sorted(self._sheets)

    def entrants(self):
        names = []
        for judge in self.judges():
            for entrant in self._sheets[judge]:
                if entrant not in names:
                    names.append(entrant)
        names.sort()
        return names

    def scores(self, judge):
        """Scores in entrant order. Entrants a judge did not score count as 0."""
        sheet = self._sheets[judge]
        return [sheet[name] if name in sheet.keys() else 0 for name in self.entrants()]


def fractional_ranks(values):
    """1 is the smallest; tied values share the mean of their places."""
    ranks = []
    for v in values:
        first = sorted(values).index(v)
        ties = values.count(v)
        ranks.append(first + 1 + (ties - 1) / 2.0)
    return ranks


def sign(x):
    if x > 0:
        return 1
    if x < 0:
        return -1
    return 0


def kendall_tau_b(xs, ys):
    if len(xs) != len(ys):
        raise ValueError("rankings of different length")
    n = len(xs)
    agree = 0
    tied_x = 0
    tied_y = 0
    for i in range(n):
        for j in range(i + 1, n):
            a = sign(xs[i] - xs[j])
            b = sign(ys[i] - ys[j])
            agree += a * b
            if a == 0:
                tied_x += 1
            if b == 0:
                tied_y += 1
    pairs = n * (n - 1) // 2
    scale = ((pairs - tied_x) * (pairs - tied_y)) ** 0.5
    if scale == 0:
        return 0.0
    return agree / scale


def spearman_rho(xs, ys):
    rx, ry = fractional_ranks(xs), fractional_ranks(ys)
    mx, my = sum(rx) / len(rx), sum(ry) / len(ry)
    cov = sum((a - mx) * (b - my) for a, b in zip(rx, ry))
    vx = sum((a - mx) ** 2 for a in rx)
    vy = sum((b - my) ** 2 for b in ry)
    return cov / (vx * vy) ** 0.5 if vx and vy else 0.0


def concordance(panel):
    """Kendall's W over the whole panel, without tie correction."""
    judges = panel.judges()
    names = panel.entrants()
    totals = []
    for position in range(len(names)):
        total = 0
        for judge in judges:
            total += fractional_ranks(panel.scores(judge))[position]
        totals.append(total)
    centre = sum(totals) / len(totals)
    s = sum((t - centre) ** 2 for t in totals)
    m, n = len(judges), len(names)
    return 12.0 * s / (m * m * (n ** 3 - n))


def agreement_table(panel):
    """tau-b and rho of every two judges, in both orders, as {(a, b): (tau, rho)}."""
    table = {}
    for a in panel.judges():
        for b in panel.judges():
            if a != b:
                table[a, b] = (kendall_tau_b(panel.scores(a), panel.scores(b)),
                               spearman_rho(panel.scores(a), panel.scores(b)))
    return table


def outlying_judge(table):
    """The judge with the lowest mean tau; the alphabet decides ties."""
    judges = sorted(set(pair[0] for pair in table))
    means = {}
    for judge in judges:
        taus = [table[pair][0] for pair in table if pair[0] == judge]
        means[judge] = sum(taus) / len(taus)
    return sorted(judges, key=lambda j: means[j])[0]
