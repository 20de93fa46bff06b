# SPDX-License-Identifier: Apache-2.0
# planted: log-formatting-guard in Field.water
"""Decide how long the valves of a field stay open."""

import logging
import random

LOG = logging.getLogger(__name__)


class Field:
    """A field with one valve for each bed."""

    def __init__(self, name, thirst):
        self.name = name
        self.thirst = thirst
        self.minutes = 0

    def water(self, moist, goal):
        """Minutes for each bed."""
        plan = []
        for bed, level in enumerate(moist):
            missing = goal - level
            minutes = 0 if missing < 0 else missing * self.thirst // 10
            LOG.debug("field %s, bed %04d: moisture %d of %d, open for %d minutes"
                      % (self.name, bed, level, goal, minutes))
            plan.append(minutes)
        return plan

    def day(self, moist, goal):
        """Water the beds; returns the moisture of the evening."""
        plan = self.water(moist, goal)
        self.minutes += sum(plan)
        LOG.debug("field %s is done", self.name)
        return [level + minutes * 10 // self.thirst for level, minutes in zip(moist, plan)]


def dry(rng, moist):
    """What a hot day leaves."""
    return [max(0, level - rng.randrange(3, 15)) for level in moist]


def main():
    logging.basicConfig(level=logging.ERROR)
    rng = random.Random(70)
    for name, thirst in (("onions", 12), ("melons", 31)):
        field = Field(name, thirst)
        moist = [rng.randrange(20, 60) for _ in range(12_000)]
        for number in range(18):
            if number % 6 == 0:
                moist = dry(rng, moist)
            moist = field.day(moist, 55)
        print(name, field.minutes, sum(moist), moist[:6])


if __name__ == "__main__":
    main()
