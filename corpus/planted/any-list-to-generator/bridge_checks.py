# SPDX-License-Identifier: Apache-2.0
# planted: any-list-to-generator in Bridge.bears
"""May a convoy cross a bridge? Each vehicle has to keep to the limit of every span."""

import random


class Bridge:
    """Spans and what they bear, in tonnes."""

    def __init__(self, name, spans):
        self.name = name
        self.spans = spans
        self.turned_back = 0

    def bears(self, spans, load):
        """Whether all spans bear a load."""
        return all([span >= load for span in spans])

    def weakest(self):
        """The limit on the sign in front of the bridge."""
        return min([span for span in self.spans])

    def cross(self, convoy):
        """How many vehicles of a convoy may cross."""
        crossed = 0
        for load in convoy:
            if self.bears(self.spans, load):
                crossed += 1
            else:
                self.turned_back += 1
        return crossed

    def __repr__(self):
        return "%s (%d spans)" % (self.name, len(self.spans))


def convoy(rng, count):
    """Loads of a convoy; most are heavy."""
    return [int(rng.triangular(5, 60, 44)) for _ in range(count)]


def main():
    rng = random.Random(1878)
    bridges = []
    for name in ("Tay", "Forth", "Clyde", "Tweed"):
        spans = [rng.randrange(12, 50) for _ in range(9)]
        spans += [rng.randrange(14, 70) for _ in range(600)]
        bridges.append(Bridge(name, spans))
    for bridge in bridges:
        for day in range(4):
            loads = convoy(rng, 2_200)
            crossed = bridge.cross(loads)
        print(bridge, bridge.weakest(), crossed, bridge.turned_back)


if __name__ == "__main__":
    main()
