# SPDX-License-Identifier: Apache-2.0
# planted: memoise-pure-recursion in best_score
"""Compare short DNA probes with a reference and rank them by how well they align."""

import random

GAP = -2


def pair_score(one, other):
    """Points for two bases that stand above each other."""
    if one == other:
        return 3
    if one + other in ("ag", "ga", "ct", "tc"):
        return 0
    return -1


def best_score(probe, reference):
    """The best score of a global alignment."""
    if not probe:
        return GAP * len(reference)
    if not reference:
        return GAP * len(probe)
    both = best_score(probe[1:], reference[1:]) + pair_score(probe[0], reference[0])
    skip_probe = best_score(probe[1:], reference) + GAP
    skip_reference = best_score(probe, reference[1:]) + GAP
    return max(both, skip_probe, skip_reference)


class Panel:
    """The probes of a test kit."""

    def __init__(self, reference):
        self.reference = reference
        self.scores = {}

    def add(self, name, probe):
        """Take a probe into the panel."""
        self.scores[name] = best_score(probe, self.reference)

    def ranking(self):
        """Names of the probes, the best first."""
        return sorted(self.scores, key=lambda name: (-self.scores[name], name))


def similar(probes, least):
    """Pairs of neighbouring probes that align with at least `least` points."""
    return [(left, right) for left, right in zip(probes, probes[1:])
            if best_score(left[:5], right[:5]) >= least]


def sample_probe(rng, reference):
    """A made-up probe: the reference with mistakes."""
    return "".join(rng.choice("acgt") if rng.random() < 0.3 else base for base in reference)


def main():
    rng = random.Random(11)
    reference = "gattacat"
    panel = Panel(reference)
    probes = [sample_probe(rng, reference) for _ in range(11)]
    for number, probe in enumerate(probes):
        panel.add("probe-%02d" % number, probe)
    best = panel.ranking()[0]
    print(best, panel.scores[best], panel.ranking()[-3:], sum(panel.scores.values()))
    print(similar(probes, 6)[:3])


if __name__ == "__main__":
    main()
