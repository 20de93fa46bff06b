# SPDX-License-Identifier: Apache-2.0
# planted: accumulate-slices-sum in make_terrain.<locals>.skyline
"""A hiking map from a hill profile: which points can be seen from the valley?"""

import random


def make_terrain(step):
    """Functions for profiles with a point every `step` metres."""

    def skyline(heights):
        """For each point the metres that it lies below the highest point before or at it."""
        hidden = []
        for place in range(len(heights)):
            crest = max(heights[:place + 1])
            hidden.append(crest - heights[place])
        return hidden

    def climb(heights):
        """Metres that go up along the profile."""
        return sum(max(0, after - before) for before, after in zip(heights, heights[1:]))

    def length(heights):
        """Metres on the map."""
        return step * (len(heights) - 1)

    return skyline, climb, length


def visible(hidden):
    """Number of points that nothing hides."""
    return sum(1 for metres in hidden if metres == 0)


def sample_heights(seed, count):
    """A made-up profile that rises a little."""
    rng = random.Random(seed)
    height = 400
    heights = []
    for place in range(count):
        height = max(200, height + rng.randrange(-9, 10) + (place % 7 == 0))
        heights.append(height)
    return heights


def main():
    skyline, climb, length = make_terrain(25)
    for trail in range(5):
        heights = sample_heights(trail, 6_200)
        hidden = skyline(heights)
        print(trail, length(heights), climb(heights), visible(hidden), max(hidden), sum(hidden))


if __name__ == "__main__":
    main()
