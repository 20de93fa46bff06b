# SPDX-License-Identifier: Apache-2.0
"""Self-avoiding walks on the cubic lattice as a model of polymers (HP model energies)."""
import random

STEPS = ((1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, -1, 0), (0, 0, 1), (0, 0, -1))


def add(a, b):
    return tuple(a[i] + b[i] for i in range(3))


def free_neighbours(site, chain):
    return [add(site, step) for step in STEPS if add(site, step) not in chain]


def grow(length, rng, attempts=200):
    """Rosenbluth growth: (chain, weight); starts again when trapped."""
    for _ in range(attempts):
        chain = [(0, 0, 0)]
        weight = 1.0
        while len(chain) < length:
            choices = free_neighbours(chain[-1], chain)
            if len(choices) == 0:
                break
            weight *= len(choices) / 6
            chain = chain + [rng.choice(choices)]
        if len(chain) == length:
            return chain, weight
    raise RuntimeError("trapped too often")


def end_to_end_squared(chain):
    return sum((chain[-1][i] - chain[0][i]) ** 2 for i in range(3))


def gyration_squared(chain):
    """Mean squared distance from the centre of mass."""
    n = len(chain)
    total = 0.0
    for site in chain:
        for axis in range(3):
            centre = sum(other[axis] for other in chain) / n
            total += (site[axis] - centre) ** 2
    return total / n


def contacts(chain):
    """Index pairs of monomers that touch without being bonded."""
    pairs = []
    for i in range(len(chain)):
        for j in range(i + 2, len(chain)):
            distance = sum(abs(chain[i][axis] - chain[j][axis]) for axis in range(3))
            if distance == 1:
                pairs.append((i, j))
    return pairs


def hp_energy(chain, sequence):
    if len(chain) != len(sequence):
        raise ValueError("sequence and chain differ in length")
    return -len([1 for i, j in contacts(chain) if sequence[i] == "H" and sequence[j] == "H"])


def pivot(chain, rng):
    """One pivot move: turns the tail around a random monomer; the old chain if it would collide."""
    place = rng.randrange(1, len(chain) - 1)
    axes = rng.sample(range(3), 3)
    signs = [rng.choice((-1, 1)) for _ in range(3)]
    centre = chain[place]
    moved = list(chain[:place + 1])
    for site in chain[place + 1:]:
        arm = [site[k] - centre[k] for k in range(3)]
        image = tuple(centre[k] + signs[k] * arm[axes[k]] for k in range(3))
        if image in moved:
            return chain
        moved.append(image)
    return moved


class Ensemble:
    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.samples = []

    def sample(self, length, count):
        for _ in range(count):
            self.samples.append(grow(length, self.rng))

    def weighted_mean(self, measure):
        above = below = 0.0
        for chain, weight in self.samples:
            above += weight * measure(chain)
            below += weight
        return above / below

    def relax(self, chain, moves):
        accepted = 0
        for _ in range(moves):
            moved = pivot(chain, self.rng)
            if moved is not chain:
                accepted += 1
            chain = moved
        return chain, accepted
