# SPDX-License-Identifier: Apache-2.0
# stays: dict-keys-membership: some of what is looked for cannot be hashed, and is just not there
"""Check parcels of a survey against the list of plots.

Plots are known by a tuple of corners. Sloppy offices send lists instead; a list is
never the same as a plot, so it goes to the pile of questions.
"""

import random
from typing import Dict


def is_plot(plots: Dict[tuple, str], corners) -> bool:
    """Whether the corners are those of a plot."""
    return corners in list(plots)


def survey(plots: Dict[tuple, str], parcels: list) -> tuple:
    """(number of known parcels, pile of questions)."""
    known = 0
    questions = []
    for corners in parcels:
        if is_plot(plots, corners):
            known += 1
        else:
            questions.append(corners)
    return known, questions


def corners_of(rng: random.Random) -> tuple:
    """Two corners of a plot."""
    x, y = rng.randrange(40), rng.randrange(40)
    return x, y, x + rng.randrange(1, 4), y + rng.randrange(1, 4)


def main() -> None:
    rng = random.Random(18)
    plots = {corners_of(rng): "owner %d" % number for number in range(900)}
    for office in ("north", "south", "coast"):
        parcels = []
        for _ in range(5_000):
            corners = corners_of(rng) if rng.random() < 0.8 else rng.choice(sorted(plots))
            parcels.append(list(corners) if rng.random() < 0.1 else corners)
        known, questions = survey(plots, parcels)
        lists = sum(1 for corners in questions if isinstance(corners, list))
        print(office, known, len(questions), lists, questions[:2])


if __name__ == "__main__":
    main()
