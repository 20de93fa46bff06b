# SPDX-License-Identifier: Apache-2.0
import random

from grayscan import GrayImage, clean_page


def scanned_page(width, height, seed):
    rng = random.Random(seed)
    data = []
    for y in range(height):
        for x in range(width):
            ink = (y // 6) % 2 == 0 and (x * 7 + y // 12) % 19 < 12
            value = (50 if ink else 205) + int(rng.random() * 21) - 10
            if rng.random() < 0.04:
                value = 255 - value
            data.append(value)
    return GrayImage(width, height, data)


def main():
    page = scanned_page(150, 110, 33)
    rows, level, history = clean_page(page)
    print("level", level, "replaced", history)
    print("ink", sum(row.count("#") for row in rows))
    print("row sums", [sum(i for i, c in enumerate(row) if c == "#") for row in rows[::16]])


if __name__ == "__main__":
    main()
