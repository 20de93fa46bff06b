# SPDX-License-Identifier: Apache-2.0
import random

from waterworks import Pipe, Waterworks


def town(rng, rings, spokes):
    pipes = [Pipe("works", f"r0s{s}", rng.randrange(30, 70)) for s in range(spokes)]
    for r in range(rings):
        for s in range(spokes):
            here = f"r{r}s{s}"
            pipes.append(Pipe(here, f"r{r}s{(s + 1) % spokes}", rng.randrange(4, 18), two_way=True))
            if r + 1 < rings:
                pipes.append(Pipe(here, f"r{r + 1}s{s}", rng.randrange(8, 30)))
    pipes += [Pipe(f"r{rings - 1}s{s}", "tower", rng.randrange(10, 40)) for s in range(spokes)]
    return pipes


def main():
    rng = random.Random(1854)
    works = Waterworks(town(rng, 10, 10))
    total, flow = works.max_flow("works", "tower")
    print("tower", total, "loaded", sum(1 for _, used, cap in works.usage(flow) if used == cap))
    print("supplies", works.supplies("works", ["r2s1", "r6s4", "r7s8"]))
    for pipe in works.bottleneck("works", "tower"):
        print("cut", pipe.start, pipe.end, pipe.capacity)


if __name__ == "__main__":
    main()
