# SPDX-License-Identifier: Apache-2.0
# planted: hoist-invariant-expression in Rig.fade
"""Cues for the lights of a theatre: every lamp of a rig fades between levels."""

import random


class Rig:
    """Lamps that share a dimmer."""

    def __init__(self, name, gain, offset):
        self.name = name
        self.gain = gain
        self.offset = offset
        self.cues = 0

    def fade(self, lamps, start, goal, step, steps):
        """Level of each lamp after some steps of a fade."""
        levels = []
        for lamp in lamps:
            level = lamp * 3 + (start * steps + (goal - start) * step) * self.gain + self.offset
            levels.append(level)
        return levels

    def run(self, lamps, start, goal, steps):
        """(lowest, highest) level over a whole fade."""
        low, high = None, None
        for step in range(steps):
            levels = self.fade(lamps, start, goal, step, steps)
            if low is None or levels[0] < low:
                low = levels[0]
            if high is None or levels[-1] > high:
                high = levels[-1]
        self.cues += 1
        return low, high

    def blackout(self):
        """What all lamps get when the dimmer is shut."""
        return self.offset - self.gain * 10 + 1


def main():
    rng = random.Random(61)
    rigs = [Rig("front", 3, 11), Rig("back", 2, 7), Rig("floor", 5, 0)]
    for scene in range(6):
        for rig in rigs:
            lamps = sorted(rng.sample(range(6_000), 1_800))
            start, goal = rng.randrange(256), rng.randrange(256)
            low, high = rig.run(lamps, start, goal, 130)
            if scene % 3 == 0:
                print(scene, rig.name, low, high, rig.blackout())
    print(sum(rig.cues for rig in rigs))


if __name__ == "__main__":
    main()
