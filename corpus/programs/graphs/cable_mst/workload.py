# SPDX-License-Identifier: Apache-2.0
import random

import cablelaying as cl


def main():
    rng = random.Random(1936)
    farms = []
    for n in range(96):
        farms.append(cl.Farm(f"farm{n:02d}", rng.randrange(0, 4000), rng.randrange(0, 3000), rng.randrange(0, 120)))
    cables = cl.network(farms)
    print("network", len(cables), "cost", cl.total(cables), "leaves", len(cl.leaves(cables)))
    laid = [cl.Cable(farms[k].name, farms[k + 7].name, 0) for k in range(0, 40, 9)]
    added = cl.extend(farms, laid)
    print("extended", len(added), "cost", cl.total(added), "last", added[-1])
    names = [f.name for f in farms]
    print("hops", cl.hops(cables, names[:34]), cl.dearest_on_way(cables, names[3], names[50]))


if __name__ == "__main__":
    main()
