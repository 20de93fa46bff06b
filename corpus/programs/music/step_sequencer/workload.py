# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from groove_patterns import rotate
from song_render import apply_chokes, delta_bytes, density, render

VERSE = "kick  X...x...X..ox...\nsnare ....X..o....X.o.\nhat   x.xox.x.x.xox.x.\nopen  ......x.......x."
CHORUS = "kick  X..xx...X..xx...\nclap  ....X.......X...\nride  x.x.x.x.x.x.x.x.\nopen  ..x...x...x...x."
CHORUS += "\nhat   ...x...x...x...x"
FILL = "kick  X...x...\nsnare xoxoxXxX\nopen  ......x."


def main():
    rng = random.Random(808)
    patterns = {"verse": VERSE, "chorus": CHORUS, "fill": FILL}
    for n in range(3):
        patterns[f"verse{n}"] = rotate(VERSE, "hat", n + 1)
    chain = []
    for _ in range(37):
        chain += [rng.choice(("verse", "verse0", "verse1", "verse2")), "verse", "chorus", "fill"]
    song = render(patterns, chain, 24, 0.33, mute=("ride",))
    cuts = apply_chokes(song)
    data = delta_bytes(song)
    print("events", len(song.events), "last", song.events[-1], "cuts", len(cuts), sum(b - a for a, b in cuts))
    print("density", density(song, 96), "bytes", len(data), "crc", zlib.crc32(data))
    print("downbeat", song.at(0))


if __name__ == "__main__":
    main()
