# SPDX-License-Identifier: Apache-2.0
import random

from site_percolation import Lattice, fill_order, shortest_crossing, size_histogram, threshold


def main():
    values = [threshold(40, random.Random(seed)) for seed in range(8)]
    print("threshold %.6f" % (sum(values) / len(values)), "first", values[0])
    lattice = Lattice(80)
    for site in fill_order(80, random.Random(99))[:4020]:
        lattice.occupy(site)
    print("clusters", len(lattice.clusters()), "mean %.6f" % lattice.mean_cluster_size())
    print("spans", lattice.spanning_label(), "crossing", shortest_crossing(lattice))
    print(size_histogram(lattice))


if __name__ == "__main__":
    main()
