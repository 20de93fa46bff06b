# SPDX-License-Identifier: Apache-2.0
# stays: accumulate-slices-sum: sums of floats from the back are added in another order
"""Doses of a medicine that are still to come, printed with all digits."""

import random


def still_to_come(doses):
    """For each day what is left from that day on."""
    left = []
    for day in range(len(doses)):
        left.append(sum(doses[day:]))
    return left


def main():
    for patient in range(5):
        rng = random.Random(patient)
        doses = [rng.randrange(1, 400) / 7 * 10 ** rng.randrange(-6, 9) for _ in range(5_000)]
        left = still_to_come(doses)
        print(patient, [repr(dose) for dose in left[-3:]], repr(left[0]), len(set(left)))


if __name__ == "__main__":
    main()
