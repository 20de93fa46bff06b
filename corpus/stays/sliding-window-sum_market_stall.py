# SPDX-License-Identifier: Apache-2.0
# stays: sliding-window-sum: windows at the ends are cut short
"""Takings of a market stall around each day, for a chart.

The chart shows for each day what was earned in the week that begins with it. In the
last days of the season there are fewer days left, and the bars show those only.
"""

import random

WEEK = 7


def week_bars(takings):
    """One bar for each day: the takings of the days from it on, a week at most."""
    bars = []
    for day in range(len(takings)):
        bars.append(sum(takings[day:day + WEEK]))
    return bars


def looking_back(takings):
    """The same towards the past; the first days have no full week behind them."""
    bars = []
    for day in range(len(takings)):
        bars.append(sum(takings[day - WEEK:day]))
    return bars


def draw(bars, width):
    """The highest bar fills the width."""
    top = max(bars)
    return ["#" * (bar * width // top) for bar in bars]


def season(rng, days):
    """Cents of each day; the stall is closed on some."""
    return [0 if rng.random() < 0.2 else rng.randrange(5_000, 60_000) for _ in range(days)]


def main():
    rng = random.Random(15)
    for year in range(2010, 2030):
        takings = season(rng, 4_000)
        bars = week_bars(takings)
        back = looking_back(takings)
        print(year, bars[-3:], back[:3], back[6:8], len(draw(bars, 60)[0]))
        short = takings[:4]
        print(year, week_bars(short), looking_back(short))


if __name__ == "__main__":
    main()
