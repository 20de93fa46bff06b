# SPDX-License-Identifier: Apache-2.0
# stays: any-list-to-generator: the walked iterator is shared, the next question reads on
"""Cars in the lanes of a toll station, from one stream of weights.

A stretch of the stream is read for each lane in turn: the whole stretch, since the
next lane's weights come behind it.
"""

import random
from itertools import islice
from typing import Iterator, List


def heavy_in(stretch: Iterator[int], limit: int) -> bool:
    """Whether a stretch has a lorry."""
    return any([weight > limit for weight in stretch])


def only_cars(stretch: Iterator[int]) -> bool:
    """Whether a stretch has nothing but cars."""
    return all([weight < 3_500 for weight in stretch])


def lanes(weights: List[int], length: int, count: int) -> List[int]:
    """How many stretches of each lane have a lorry."""
    stream = iter(weights)
    lorries = [0] * count
    for number in range(len(weights) // length):
        stretch = islice(stream, length)
        if heavy_in(stretch, 12_000):
            lorries[number % count] += 1
    return lorries


def traffic(rng: random.Random, count: int) -> List[int]:
    """Weights in kilograms; lorries keep to the last lane."""
    weights = []
    for number in range(count):
        lorry = number // 10 % 4 == 3 and rng.random() < 0.3
        weights.append(rng.randrange(7_000, 40_000) if lorry else rng.randrange(800, 3_000))
    return weights


def main() -> None:
    rng = random.Random(71)
    for day in range(5):
        weights = traffic(rng, 60_000)
        print(day, lanes(weights, 10, 4))
    stream = iter([900, 4_000, 1_000, 1_200])
    print(only_cars(islice(stream, 2)), only_cars(islice(stream, 2)), list(stream))


if __name__ == "__main__":
    main()
