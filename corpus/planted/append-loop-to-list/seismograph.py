# SPDX-License-Identifier: Apache-2.0
# planted: append-loop-to-list in join_traces
"""Join the traces of a seismograph: pieces arrive late, twice, or not at all."""

import random


def join_traces(pieces: list[tuple[int, list[int]]], limit: int) -> dict[str, object]:
    """Put pieces of (number, samples) together and look for tremors."""
    # pieces that came twice
    latest: dict[int, list[int]] = {}
    twice = 0
    for number, samples in pieces:
        if number in latest:
            twice += 1
        latest[number] = samples

    # gaps
    missing = 0
    numbers = sorted(latest)
    for before, after in zip(numbers, numbers[1:]):
        missing += after - before - 1

    # one trace
    trace: list[int] = []
    for number in numbers:
        part = latest[number]
        for sample in part:
            trace.append(sample)

    # tremors, by the largest sample of each stretch
    tremors = 0
    stretch = 2_000
    for start in range(0, len(trace), stretch):
        if max(trace[start:start + stretch]) > limit:
            tremors += 1
    return {
        "pieces": len(pieces),
        "twice": twice,
        "missing": missing,
        "samples": len(trace),
        "tremors": tremors,
    }


def record(rng: random.Random, count: int, size: int) -> list[tuple[int, list[int]]]:
    """Pieces in the order of their arrival."""
    noise = [int(rng.gauss(0, 40)) for _ in range(20_000)]
    pieces = []
    for number in range(count):
        if rng.random() < 0.02:
            continue
        start = rng.randrange(len(noise) - size)
        pieces.append((number, noise[start:start + size]))
        if rng.random() < 0.02:
            pieces.append(pieces[-1])
    rng.shuffle(pieces)
    return pieces


def main() -> None:
    rng = random.Random(1755)
    for station in ("Lisbon", "Cadiz", "Faro"):
        pieces = record(rng, 1_500, 600)
        for limit in range(140, 165, 4):
            print(station, limit, join_traces(pieces, limit))


if __name__ == "__main__":
    main()
