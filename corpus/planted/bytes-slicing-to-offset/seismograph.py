# SPDX-License-Identifier: Apache-2.0
# planted: bytes-slicing-to-offset in samples
"""Decode recordings of seismographs: samples of two bytes, most significant first."""
from __future__ import annotations

import random

QUIET = 32_768


def samples(recording: bytes) -> list[int]:
    """The samples, with the quiet level at 0."""
    values = []
    while recording:
        pair = recording[:2]
        recording = recording[2:]
        values.append(int.from_bytes(pair, "big") - QUIET)
    return values


def peaks(recording: bytes, mark: int) -> list[int]:
    """Places at which the ground shook by more than a mark."""
    return [place for place, value in enumerate(samples(recording)) if abs(value) > mark]


def energy(values: list[int]) -> int:
    """Mean of the squares."""
    return sum(value * value for value in values) // max(1, len(values))


def header(recording: bytes) -> tuple[int, int]:
    """Length of a recording in bytes, and its check sum."""
    return len(recording), sum(recording[:64]) % 256


def compare(first: bytes, second: bytes) -> int:
    """How much two recordings differ at the same places."""
    return sum(abs(a - b) for a, b in zip(samples(first), samples(second)))


def sample_recording(seed: int, count: int) -> bytes:
    """A made-up recording with one shock."""
    rng = random.Random(seed)
    shock = rng.randrange(count)
    noise = rng.randbytes(count)
    out = bytearray()
    for place in range(count):
        size = 20_000 // (1 + (place - shock) // 50) if place >= shock else 40
        level = QUIET + (noise[place] - 128) * size // 128
        out += level.to_bytes(2, "big")
    return bytes(out)


def main() -> None:
    before = b""
    for station in range(3):
        recording = sample_recording(station, 78_000 + 4_000 * station)
        found = peaks(recording, 9_000)
        change = compare(before, recording[:20_000]) if before else 0
        print(station, header(recording), len(found), found[:2], energy(samples(recording[-8_000:])), change)
        before = recording[:20_000]


if __name__ == "__main__":
    main()
