# SPDX-License-Identifier: Apache-2.0
from riskstats import covariance_matrix, drawdowns, returns, value_at_risk


class Portfolio:
    """Fixed quantities of some assets; prices: name -> list of daily prices of one length."""

    def __init__(self, quantities, prices):
        self.quantities = dict(quantities)
        self.prices = prices

    def value(self, day):
        total = 0.0
        for name in self.quantities.keys():
            total += self.quantities[name] * self.prices[name][day]
        return total

    def history(self):
        days = min(len(p) for p in self.prices.values())
        return [self.value(day) for day in range(days)]

    def weights(self, day=-1):
        return {name: self.quantities[name] * self.prices[name][day] / self.value(day) for name in self.quantities}

    def variance(self):
        """Variance of the daily return at today's weights."""
        names, matrix = covariance_matrix({n: self.prices[n] for n in self.quantities})
        total = 0.0
        for i in range(len(names)):
            for j in range(len(names)):
                total += self.weights()[names[i]] * self.weights()[names[j]] * matrix[i][j]
        return total

    def worst_drawdown(self):
        """(fraction lost, day) of the deepest point; the first of equals."""
        worst, when = 0.0, 0
        for day in range(len(self.history())):
            if drawdowns(self.history())[day] > worst:
                worst, when = drawdowns(self.history())[day], day
        return worst, when

    def risk_report(self, levels=(0.9, 0.95, 0.99)):
        return {level: value_at_risk(returns(self.history()), level) for level in levels}

    def rebalanced(self, targets, day=-1):
        """Quantities that give the target weights at the prices of a day."""
        if abs(sum(targets.values()) - 1.0) > 1e-9:
            raise ValueError("weights do not sum to one")
        total = self.value(day)
        return Portfolio({n: total * w / self.prices[n][day] for n, w in targets.items()}, self.prices)
