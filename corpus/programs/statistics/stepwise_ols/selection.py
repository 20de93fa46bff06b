# SPDX-License-Identifier: Apache-2.0
import math

from linfit import SingularDesign, dot, fit, residual_ss


class Stepwise:
    """Forward selection by AIC; a column of ones is always in the model."""

    def __init__(self, data, response):
        self.data = data
        self.response = response
        self.chosen = []
        self.trail = []

    def design(self, names):
        return [[1.0] * len(self.response)] + [list(self.data[name]) for name in names]

    def aic(self, names):
        n = len(self.response)
        rss = residual_ss(self.design(names), self.response)
        return n * math.log(max(rss, 1e-12) / n) + 2 * (len(names) + 1)

    def candidates(self):
        return [name for name in sorted(self.data.keys()) if name not in self.chosen]

    def step(self):
        """Add the best candidate if it lowers the AIC; tells whether it did."""
        best = None
        for name in self.candidates():
            try:
                gain = self.aic(self.chosen) - self.aic(self.chosen + [name])
            except SingularDesign:
                continue
            if gain > 0 and (best is None or gain > best[0]):
                best = (gain, name)
        if best is None:
            return False
        self.chosen = self.chosen + [best[1]]
        self.trail.append(best)
        return True

    def run(self, most):
        while len(self.chosen) < most and self.step():
            pass
        return self.chosen

    def coefficients(self):
        beta = fit(self.design(self.chosen), self.response)
        return dict(zip(["(const)"] + self.chosen, beta))


def correlation(u, v):
    mu, mv = sum(u) / len(u), sum(v) / len(v)
    du, dv = [x - mu for x in u], [x - mv for x in v]
    scale = math.sqrt(dot(du, du) * dot(dv, dv))
    return dot(du, dv) / scale if scale else 0.0


def collinear_pairs(data, limit):
    pairs = []
    for a in sorted(data):
        for b in sorted(data):
            if a < b and abs(correlation(data[a], data[b])) > limit:
                pairs.append((a, b))
    return pairs
