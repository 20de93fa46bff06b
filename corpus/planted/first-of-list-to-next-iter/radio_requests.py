# SPDX-License-Identifier: Apache-2.0
# planted: first-of-list-to-next-iter in play_hour
"""A radio station that plays what listeners ask for.

Requests are kept in a deque: the studio takes them from the front, and the host may
look at the newest one.
"""

import random
from collections import deque


def play_hour(requests, minutes):
    """Play from the front; returns (songs, minutes left, last song)."""
    songs = 0
    last = None
    while requests and minutes > 0:
        song = list(requests)[0]
        length = 2 + song % 4
        if length > minutes:
            break
        requests.popleft()
        minutes -= length
        songs += 1
        last = song
    return songs, minutes, last


def newest(requests):
    """What was asked for last."""
    return requests[-1] if requests else None


def popular(requests, count):
    """The songs that most people wait for."""
    counts = {}
    for song in list(requests):
        counts[song] = counts.get(song, 0) + 1
    return sorted(counts, key=lambda song: (-counts[song], song))[:count]


def phone(rng, requests, calls):
    """Listeners call."""
    for _ in range(calls):
        requests.append(int(rng.triangular(0, 5_000, 40)))


def main():
    rng = random.Random(1957)
    requests = deque()
    phone(rng, requests, 12_000)
    for hour in range(700):
        songs, minutes, last = play_hour(requests, 58)
        phone(rng, requests, 15)
        if hour % 140 == 0:
            print(hour, songs, minutes, last, newest(requests), len(requests))
    print(popular(requests, 5))


if __name__ == "__main__":
    main()
