# SPDX-License-Identifier: Apache-2.0
# planted: sum-lists-to-chain in joined
"""Put the rehearsal parts of a choir together from many short pieces."""
from __future__ import annotations

import random


def joined(pieces: list[list[int]]) -> list[int]:
    """All notes of the pieces, one piece after the other."""
    return sum(pieces, [])


def voice(songs: list[list[list[int]]], number: int) -> list[int]:
    """What a voice sings in all songs; not every song has all voices."""
    return joined([song[number] for song in songs if number < len(song)])


def total_length(songs: list[list[list[int]]]) -> int:
    """Notes of all voices of all songs."""
    return sum(len(part) for song in songs for part in song)


def transposed(notes: list[int], by: int) -> list[int]:
    """The notes higher or lower, where that can be sung."""
    return joined([[note + by] for note in notes if 36 <= note + by <= 84])


def compass(notes: list[int]) -> tuple[int, int]:
    """Lowest and highest note."""
    return min(notes), max(notes)


def sample_songs(seed: int, count: int) -> list[list[list[int]]]:
    """Made-up songs of two to four voices."""
    rng = random.Random(seed)
    songs = []
    for _ in range(count):
        song = []
        for part in range(rng.randrange(2, 5)):
            song.append([72 - 7 * part + rng.randrange(-8, 9) for _ in range(rng.randrange(2, 8))])
        songs.append(song)
    return songs


def main() -> None:
    for concert in range(3):
        songs = sample_songs(concert, 5_500)
        line = [total_length(songs)]
        for number in range(4):
            notes = voice(songs, number)
            line.append(compass(notes))
            line.append(len(transposed(notes[:3_000], 5)))
        print(concert, *line)


if __name__ == "__main__":
    main()
