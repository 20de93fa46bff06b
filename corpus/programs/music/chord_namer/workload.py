# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from chord_spotter import lead_sheet, root_motion
from harmony_lexicon import FLAT_NAMES, TEMPLATES


def main():
    rng = random.Random(1959)
    progression = []
    for bar in range(300):
        root = rng.randrange(12)
        _, template, _ = rng.choice(TEMPLATES[:15])
        notes = [FLAT_NAMES[(root + int(step)) % 12] for step in template.split()]
        if rng.random() < 0.3:
            notes.append(notes.pop(0))
        if rng.random() < 0.2:
            notes.append(FLAT_NAMES[rng.randrange(12)])
        names = [name + str(3 + n // 2) for n, name in enumerate(notes)]
        progression += [names] * rng.choice((1, 1, 2))
    sheet = lead_sheet(progression[:330])
    print(sheet.splitlines()[3])
    print("crc", zlib.crc32(sheet.encode()), "repeats", sheet.count("%"), "inversions", sheet.count("/"))
    print("motion", root_motion(progression[:110]))


if __name__ == "__main__":
    main()
