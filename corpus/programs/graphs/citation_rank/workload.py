# SPDX-License-Identifier: Apache-2.0
import random

import citerank


def library(rng, count):
    cited_by = {}
    for n in range(1, count):
        for _ in range(rng.randrange(1, 6)):
            old = min(int(rng.paretovariate(0.35)), n) - 1 if rng.random() < 0.6 else rng.randrange(n)
            cited_by.setdefault(f"p{old:03d}", []).append(f"p{n:03d}")
    lines = ["# reading list"]
    for cited in sorted(cited_by):
        lines.append(f"{cited} <- {' '.join(cited_by[cited])}")
    return "\n".join(lines)


def main():
    rng = random.Random(1955)
    pairs = citerank.read_citations(library(rng, 125))
    weight = citerank.rank(pairs)
    hub, authority = citerank.hubs_and_authorities(pairs)
    best = sorted(weight, key=lambda p: (-weight[p], p))[:4]
    print("pairs", len(pairs), "best", best, round(sum(weight[p] for p in best), 6))
    print("hubs", sorted(hub, key=lambda p: (-hub[p], p))[:3], "authority", round(sum(authority.values()), 5))
    links = citerank.coupled(pairs)
    print("coupled", len(links), sum(s for _, _, s in links), "h", citerank.h_index(pairs, citerank.papers(pairs)))
    print("path", citerank.main_path(pairs, "p119"))


if __name__ == "__main__":
    main()
