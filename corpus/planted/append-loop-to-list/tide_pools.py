# SPDX-License-Identifier: Apache-2.0
# planted: append-loop-to-list in flow
"""Simulate how animals spread over tide pools: a ring of pools, one step after another."""

import random


def flow(pools, steps, share):
    """Counts after some steps; in each step a share of some pools moves on."""
    state = pools[:]
    highest = 0
    for step in range(steps):
        # the state before the step, since all pools move at once
        before = []
        for count in state:
            before.append(count)

        # only every hundredth pool is open to its neighbour
        for at in range(step % 100, len(state), 100):
            moved = before[at] // share
            state[at] -= moved
            state[(at + 1) % len(state)] += moved

        # the fullest of the first pools is noted
        top = max(state[:20])
        if top > highest:
            highest = top
    return state, highest


def empty(state):
    """How many pools have no animals."""
    return state.count(0)


def shore(rng, count):
    """Animals of each pool at the start."""
    return [rng.randrange(60) if rng.random() < 0.5 else 0 for _ in range(count)]


def main():
    rng = random.Random(1962)
    for beach in ("Monterey", "Roscoff"):
        pools = shore(rng, 4_000)
        for share in (2, 3, 5):
            state, highest = flow(pools, 1_000, share)
            print(beach, share, sum(state), empty(pools), empty(state), highest, state[:6])


if __name__ == "__main__":
    main()
