# SPDX-License-Identifier: Apache-2.0
# planted: list-concat-in-loop in make_loom.<locals>.threads
"""Plan the warp of a loom: which thread lies where, from a pattern with repeats."""

import random


def make_loom(colours):
    """Functions of a loom that holds some colours."""
    used = {colour: 0 for colour in colours}

    def threads(pattern):
        """All threads from left to right; the pattern has (colour, how many, shaft)."""
        warp = []
        for colour, count, shaft in pattern:
            if count == 0:
                continue
            used[colour] += count
            warp = warp + [(colour, (shaft + step) % 4) for step in range(count)]
        return warp

    def most_used():
        """The colour of which most is needed."""
        return max(used, key=lambda colour: (used[colour], colour))

    def border(warp):
        """The warp with a white edge."""
        edge = [("white", 0)] * 4
        return edge + warp + edge

    return threads, most_used, border


def floats(warp):
    """Places at which two neighbours are on the same shaft."""
    return sum(1 for one, other in zip(warp, warp[1:]) if one[1] == other[1])


def sample_pattern(seed, colours, stripes):
    """A made-up pattern."""
    rng = random.Random(seed)
    return [(rng.choice(colours), rng.randrange(7), rng.randrange(4)) for _ in range(stripes)]


def main():
    colours = ["madder", "weld", "woad", "walnut"]
    for cloth in range(4):
        threads, most_used, border = make_loom(colours)
        warp = threads(sample_pattern(cloth, colours, 7_500))
        print(cloth, len(warp), len(border(warp)), most_used(), floats(warp), warp[0], warp[-1])


if __name__ == "__main__":
    main()
