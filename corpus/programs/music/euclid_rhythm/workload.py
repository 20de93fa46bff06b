# SPDX-License-Identifier: Apache-2.0
from necklaces import canonical, euclid, intervals, rank


def main():
    for onsets, pulses in ((6, 15), (5, 14), (7, 14)):
        table = rank(onsets, pulses, 30)
        print(onsets, pulses, table[0], table[-1])
        print("totals", sum(row[1] for row in table), sum(row[3] - row[2] for row in table),
              sum(row[4] for row in table))
    checks = 0
    for pulses in range(2, 33):
        for onsets in range(1, pulses + 1):
            for number, gap in enumerate(intervals(canonical(euclid(onsets, pulses)))):
                checks = (checks * 5 + number * gap) % 1000003
    print("euclid", checks, euclid(5, 16))


if __name__ == "__main__":
    main()
