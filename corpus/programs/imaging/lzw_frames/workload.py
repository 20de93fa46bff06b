# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from frame_lzw import compress, expand, frame_delta, pack


def animate(count, width, height, seed):
    rng = random.Random(seed)
    frames = []
    x, y = 5, 5
    ground = [(i * i // 31) % 11 for i in range(width * height)]
    for _ in range(count):
        frame = list(ground)
        x = (x + rng.randrange(1, 4)) % (width - 10)
        y = (y + rng.randrange(0, 3)) % (height - 10)
        for dy in range(10):
            for dx in range(10):
                frame[(y + dy) * width + x + dx] = 11 + (dx * dy) % 4
        frames.append(frame)
    return frames


def main():
    frames = animate(26, 110, 84, 77)
    blank = [0] * len(frames[0])
    total = 0
    crc = 0
    for before, after in zip([blank] + frames, frames):
        delta = frame_delta(before, after, 15)
        codes = compress(delta, 16)
        assert expand(codes, 16) == delta
        packed = pack(codes, 12)
        total += len(packed)
        crc = zlib.crc32(packed, crc)
    print("frames", len(frames), "bytes", total, "crc", crc)


if __name__ == "__main__":
    main()
