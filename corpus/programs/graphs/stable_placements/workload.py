# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from placements import Hospital, blocking_pairs, place, satisfaction


def main():
    rng = random.Random(1962)
    residents = [f"res{n:03d}" for n in range(680)]
    names = [f"H{n:02d}" for n in range(40)]
    hospitals = []
    for name in names:
        ranking = rng.sample(residents, 620)
        hospitals.append(Hospital(name, rng.randrange(0, 31), ranking))
    popular = names[:12]
    wishes = {}
    for resident in residents:
        first = rng.sample(popular, 6)
        wishes[resident] = first + rng.sample(names[12:], rng.randrange(2, 9))
    taken = place(wishes, hospitals)
    print("wishes met", satisfaction(wishes, taken), "blocking", len(blocking_pairs(wishes, hospitals, taken)))
    taken[names[0]], taken[names[1]] = [], taken[names[1]][1:]
    print("disturbed", len(blocking_pairs(wishes, hospitals, taken)))
    print("crc", zlib.crc32(repr(taken).encode()))


if __name__ == "__main__":
    main()
