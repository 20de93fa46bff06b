# SPDX-License-Identifier: Apache-2.0
# planted: range-len-indexing in inspect
"""Inspect rolls of cloth: faults, runs without faults, and what a roll is worth."""

import random


def inspect(camera: list[int], loom: str, price: int) -> dict[str, object]:
    """Evaluate the brightness of every centimetre of a roll."""
    # the camera warms up in the first centimetres
    start = 0
    while start < len(camera) and camera[start] < 5:
        start += 1

    # faults, by the distance to the usual brightness
    dark = bright = stains = 0
    weight = 0
    for i in range(len(camera)):
        if camera[i] < 90:
            dark += 1
            weight += 100 - camera[i]
        elif camera[i] > 170:
            bright += 1
            weight += camera[i] - 160
        if camera[i] == 0:
            stains += 1
        weight += camera[i] & 1

    # the ends are cut off
    head = camera[:20]
    tail = camera[-20:]
    ragged = max(head) - min(head) > 100 or max(tail) - min(tail) > 100

    worth = price * len(camera) // 100 - weight // 10
    return {
        "loom": loom,
        "start": start,
        "faults": (dark, bright, stains),
        "ragged": ragged,
        "worth": max(0, worth),
    }


def roll(rng: random.Random, length: int) -> list[int]:
    """Brightness along a roll."""
    values = [0] * rng.randrange(3, 9)
    for _ in range(length):
        values.append(0 if rng.random() < 0.001 else min(255, max(1, int(rng.gauss(130, 25)))))
    return values


def main() -> None:
    rng = random.Random(1801)
    rolls = [roll(rng, 20_000) for _ in range(4)]
    for price in range(80, 200, 2):
        results = [inspect(one, "loom %d" % at, price) for at, one in enumerate(rolls)]
        if price % 30 == 20:
            for result in results:
                print(price, result)
    print(sum(result["worth"] for result in results))


if __name__ == "__main__":
    main()
