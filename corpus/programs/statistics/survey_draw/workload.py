# SPDX-License-Identifier: Apache-2.0
import random

from frame_sampling import (Household, allocate, by_district, draw_with_replacement, draw_without_replacement,
                            expansion_estimate, overlap, reservoir, systematic)


def main():
    rng = random.Random(99)
    frame = [Household(i, "D%02d" % rng.randrange(9), 1 + int(rng.random() ** 2 * 7), rng.uniform(900, 5000))
             for i in range(2100)]
    strata = by_district(frame)
    quota = allocate(strata, 380)
    drawn = []
    for district, group in strata.items():
        drawn += draw_without_replacement(group, quota[district], rng)
    repeated = draw_with_replacement(frame, 500, rng)
    people = sum(h.persons for h in frame)
    ordered = systematic(frame, 14, 0.37)
    print("quota", quota)
    print("stratified", sum(h.ident for h in drawn), "systematic", sum(h.ident for h in ordered))
    print("estimate %.2f" % expansion_estimate(repeated, people), "truth %.2f" % sum(h.income for h in frame))
    shared = overlap(drawn, repeated)
    print("overlap", len(shared), sum(shared))
    print("reservoir", sum(reservoir((h.ident for h in frame), 40, rng)))


if __name__ == "__main__":
    main()
