# SPDX-License-Identifier: Apache-2.0


class UnknownPair(LookupError):
    pass


class QuoteBoard:
    """Exchange rates of pairs, each from a day on: 'EUR/USD', day, rate."""

    def __init__(self, spread=0.0):
        self.quotes = []
        self.spread = spread

    def post(self, pair, day, rate):
        if rate <= 0:
            raise ValueError("rate must be positive")
        self.quotes.append((pair, day, rate))

    def currencies(self):
        names = []
        for pair, _, _ in self.quotes:
            for name in pair.split("/"):
                if name not in names:
                    names.append(name)
        return sorted(names)

    def direct(self, source, target, day):
        """Latest rate not after `day`, from the pair itself or from its inverse; None without any."""
        best_day, best_rate = -1, None
        for pair, quoted, rate in self.quotes:
            if quoted > day or quoted < best_day:
                continue
            base, counter = pair.split("/")
            if (base, counter) == (source, target):
                best_day, best_rate = quoted, rate * (1.0 - self.spread)
            elif (counter, base) == (source, target):
                best_day, best_rate = quoted, 1.0 / rate * (1.0 - self.spread)
        return best_rate

    def matrix(self, day):
        return {a: {b: self.direct(a, b, day) for b in self.currencies() if b != a and self.direct(a, b, day)}
                for a in self.currencies()}
