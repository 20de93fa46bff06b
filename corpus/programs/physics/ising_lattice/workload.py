# SPDX-License-Identifier: Apache-2.0
from spin_grid import SpinGrid, anneal


def main():
    grid = SpinGrid(24, 1944, field=0.02)
    for row in anneal(grid, (4.0, 3.0, 2.4, 2.2, 1.8), 52):
        print("T=%.1f e=%.6f m=%.6f c=%.6f" % row)
    print("domains", grid.domains()[:5], "total", sum(grid.domains()))
    print("correlation", [round(grid.correlation(d), 6) for d in range(1, 9)])


if __name__ == "__main__":
    main()
