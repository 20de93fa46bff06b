# SPDX-License-Identifier: Apache-2.0
import math
import random
import zlib

from polycode import decode, encode
from trackline import by_area, by_distance, kilometre_posts, track_length


def hike(seed, fixes):
    rng = random.Random(seed)
    x = y = heading = 0.0
    track = []
    for _ in range(fixes):
        heading += rng.gauss(0.0, 0.3)
        x += 12 * math.cos(heading) + rng.gauss(0, 1)
        y += 12 * math.sin(heading) + rng.gauss(0, 1)
        track.append((round(x, 2), round(y, 2)))
    return track


def main():
    for seed, fixes in ((1, 640), (2, 800)):
        track = hike(seed, fixes)
        text = encode(track)
        again = decode(text)
        rough = by_distance(again, 8.0)
        calm = by_area(again, 160)
        posts = kilometre_posts(again, 250.0)
        print(fixes, "fixes", again == track, len(text), zlib.crc32(text.encode()))
        print("  distance", len(rough), "%.3f" % track_length(rough), "area", len(calm), "%.3f" % track_length(calm))
        print("  posts", len(posts), sum(posts))


if __name__ == "__main__":
    main()
