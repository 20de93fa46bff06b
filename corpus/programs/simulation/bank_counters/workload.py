# SPDX-License-Identifier: Apache-2.0
from branch_day import Branch


def main():
    for seed, counters, gap in ((11, 3, 1.5), (12, 4, 0.8), (13, 6, 0.6), (14, 8, 0.5)):
        day = Branch(seed, counters=counters, mean_gap=gap).run()
        print("served", len(day.served), "lost", len(day.lost), "longest", day.longest,
              "wait", round(day.average_wait(), 4))
        print("  ", day.by_service(), day.board[-1])


if __name__ == "__main__":
    main()
