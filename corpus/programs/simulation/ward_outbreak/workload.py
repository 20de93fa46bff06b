# SPDX-License-Identifier: Apache-2.0
import random

from outbreak import Outbreak, make_town, peak


def main():
    rng = random.Random(1854)
    town = make_town(rng, 230, 4, 16)
    for share in (0.0, 0.35):
        epidemic = Outbreak(town, 99)
        for who in (3, 120, 301):
            epidemic.infect(who, None)
        epidemic.run(100, share)
        generations = [epidemic.generation(who) for who in epidemic.sources]
        print("people", len(town), "days", epidemic.day, "spared", len(epidemic.susceptible), "peak",
              peak(epidemic.curve))
        print("  R", round(epidemic.reproduction(), 4), "generations", max(generations), sum(generations))


if __name__ == "__main__":
    main()
