# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from faxrows import decode_page, encode_page, ink_ratio


def scan_page(width, height, seed):
    rng = random.Random(seed)
    page = []
    for _ in range(height):
        line, colour = [], 0
        while len(line) < width:
            line += [colour] * (rng.randrange(20, 150) if colour == 0 else rng.randrange(1, 22))
            colour = 1 - colour
        page.append(line[:width])
    return page


def main():
    page = scan_page(640, 150, 5)
    stream = encode_page(page)
    back = decode_page(stream, 640)
    print("bits", len(stream), "crc", zlib.crc32(stream.encode()))
    print("same", back == page, "ink %.5f" % ink_ratio(back))


if __name__ == "__main__":
    main()
