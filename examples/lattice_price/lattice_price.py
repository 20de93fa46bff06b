# SPDX-License-Identifier: Apache-2.0
"""Price American options on a binomial lattice and look up their tickers.

A node of the lattice is (steps left, number of ups minus downs). The value of a
node is the larger of exercising now and the discounted mean of its two children.
Tickers typed by hand are matched to the nearest known one.
"""

import math

RATE = 0.03
STEP_YEARS = 1 / 52
KNOWN_TICKERS = ["ACME", "ACMI", "BOLT", "CORE", "DUNE", "ECHO", "FLUX"]


def up_factor(volatility):
    """How much one up-move multiplies the price."""
    return math.exp(volatility * math.sqrt(STEP_YEARS))


def up_probability(volatility):
    """The risk-neutral probability of an up-move."""
    up = up_factor(volatility)
    return (math.exp(RATE * STEP_YEARS) - 1 / up) / (up - 1 / up)


def exercise_value(spot, strike, kind):
    """What exercising an option brings right now."""
    if kind == "call":
        return max(spot - strike, 0.0)
    if kind == "put":
        return max(strike - spot, 0.0)
    raise ValueError("kind must be 'call' or 'put', not %r" % (kind,))


def node_value(steps_left, level, spot, strike, volatility, kind):
    """Value of the option at a node of the lattice."""
    now = exercise_value(spot * up_factor(volatility) ** level, strike, kind)
    if steps_left == 0:
        return now
    chance = up_probability(volatility)
    up = node_value(steps_left - 1, level + 1, spot, strike, volatility, kind)
    down = node_value(steps_left - 1, level - 1, spot, strike, volatility, kind)
    later = math.exp(-RATE * STEP_YEARS) * (chance * up + (1 - chance) * down)
    return max(now, later)


def typing_distance(typed, known):
    """Number of wrong, missing or superfluous letters."""
    if not typed:
        return len(known)
    if not known:
        return len(typed)
    if typed[0] == known[0]:
        return typing_distance(typed[1:], known[1:])
    return 1 + min(typing_distance(typed[1:], known),
                   typing_distance(typed, known[1:]),
                   typing_distance(typed[1:], known[1:]))


def nearest_ticker(typed):
    """The known ticker that is most like what was typed."""
    ranked = sorted(KNOWN_TICKERS, key=lambda known: typing_distance(typed.upper(), known))
    return ranked[0]


class Quote:
    """A quote as shown to the customer."""

    def __init__(self, typed, spot, strike, volatility, kind, weeks):
        self.ticker = nearest_ticker(typed)
        self.kind = kind
        self.value = node_value(weeks, 0, spot, strike, volatility, kind)

    def __str__(self):
        return "%s %s %.4f" % (self.ticker, self.kind, self.value)


def main():
    requests = [
        ("acmme", 100.0, 104.0, 0.22, "put", 16),
        ("bult", 54.0, 50.0, 0.31, "call", 16),
        ("kore", 80.5, 95.0, 0.18, "put", 16),
        ("dunne", 12.25, 12.0, 0.45, "put", 18),
        ("ekko", 230.0, 240.0, 0.27, "call", 15),
        ("flex", 7.5, 9.0, 0.60, "put", 15),
    ]
    for request in requests:
        print(Quote(*request))


if __name__ == "__main__":
    main()
