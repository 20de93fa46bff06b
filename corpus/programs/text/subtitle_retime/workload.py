# SPDX-License-Identifier: Apache-2.0
import random
import zlib

import cuesheet


def make_srt(rng, count):
    blocks = []
    at = 900
    for n in range(count):
        length = rng.randrange(700, 4500)
        jitter = -1500 if n % 29 == 28 else 0
        lines = [" ".join(rng.choice(["well", "the", "train", "leaves", "at", "nine", "Marta"])
                          for _ in range(rng.randrange(2, 9))) for _ in range(rng.choice([1, 2]))]
        stamp = f"{cuesheet.to_stamp(at + jitter)} --> {cuesheet.to_stamp(at + length + jitter)}"
        blocks.append("\r\n".join([str(n + 1), stamp] + lines))
        at += length + rng.choice([-300, 200, 900])
    return "\r\n\r\n".join(blocks) + "\r\n\r\nstray line\r\n"


def main():
    rng = random.Random(1999)
    cues = cuesheet.parse(make_srt(rng, 330))
    late = cuesheet.shift(cues, 1250)
    slow = cuesheet.remap(late, [(0, 0), (180_000, 181_400), (90_000, 90_300), (400_000, 404_000)])
    clean = cuesheet.mend_overlaps(slow)
    print("cues", len(cues), "fast", len(cuesheet.too_fast(slow)), len(cuesheet.too_fast(clean)))
    print("covered", round(cuesheet.coverage(cues, 900), 4), round(cuesheet.coverage(clean, 900), 4))
    print("crc", zlib.crc32(cuesheet.write(late).encode()), zlib.crc32(cuesheet.write(clean).encode()))


if __name__ == "__main__":
    main()
