# SPDX-License-Identifier: Apache-2.0
# stays: get-default-store-back: None is stored for some keys and must stay None
"""Collect the days on which pupils were absent.

Pupils who have left the school stand in the register with nothing behind their name;
an entry for one of them is a mistake and is counted, not collected.
"""

import random


def collect(register, entries):
    """Add days to the register; returns the number of mistakes."""
    mistakes = 0
    for pupil, day in entries:
        days = register.get(pupil, [])
        if days is None:
            mistakes += 1
        else:
            days.append(day)
        register[pupil] = days
    return mistakes


def leave(register, pupils):
    """These pupils have left."""
    for pupil in pupils:
        register[pupil] = None


def worst(register):
    """(pupil, days) of the one who was absent most."""
    present = [pupil for pupil in sorted(register) if register[pupil] is not None]
    best = max(present, key=lambda pupil: len(register[pupil]))
    return best, len(register[best])


def term(rng, count):
    """Entries of (pupil, day)."""
    return [("pupil %03d" % rng.randrange(500), rng.randrange(1, 100)) for _ in range(count)]


def main():
    rng = random.Random(33)
    for school in ("hill", "river", "market"):
        register = {}
        leave(register, ["pupil %03d" % rng.randrange(500) for _ in range(25)])
        mistakes = collect(register, term(rng, 60_000))
        gone = sum(1 for pupil in register if register[pupil] is None)
        print(school, mistakes, gone, worst(register), len(register))


if __name__ == "__main__":
    main()
