# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from arqlink import LossyLink, transfer


def main():
    rng = random.Random(793)
    data = bytes(rng.getrandbits(8) for _ in range(9600))
    for window, loss in ((8, 0.05), (16, 0.12)):
        forward = LossyLink(6, loss, random.Random(window))
        backward = LossyLink(6, loss / 2, random.Random(window + 1))
        received, ticks, stats = transfer(data, 32, window, 15, forward, backward)
        print("window", window, "ticks", ticks, stats, zlib.crc32(received), received == data)


if __name__ == "__main__":
    main()
