# SPDX-License-Identifier: Apache-2.0
# stays: nested-loop-join-to-index: readings may be not-a-number, which equals nothing
"""Find the calibration entries that were taken at exactly the reading of a sensor.

A sensor that is broken reports one shared not-a-number. It must match no entry, although
the table of entries holds the same object for the rows that were never filled in.
"""

import random

BROKEN = float("nan")


def corrections(readings, table):
    """For each reading the corrections with exactly its value."""
    found = []
    for reading in readings:
        for entry, correction in table:
            if entry == reading:
                found.append((reading, correction))
    return found


def main():
    for sensor in range(5):
        rng = random.Random(sensor)
        table = [(rng.randrange(800) / 8, rng.randrange(-9, 10)) for _ in range(900)]
        table[::25] = [(BROKEN, 0)] * len(table[::25])
        readings = [rng.randrange(800) / 8 for _ in range(1_200)]
        readings[::40] = [BROKEN] * len(readings[::40])
        found = corrections(readings, table)
        print(sensor, len(found), found[:3], sum(correction for _, correction in found))


if __name__ == "__main__":
    main()
