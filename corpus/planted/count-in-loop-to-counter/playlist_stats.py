# SPDX-License-Identifier: Apache-2.0
# planted: count-in-loop-to-counter in Listener.top_tracks
"""The year in music: what each listener played most."""

import random


class Listener:
    """Somebody who listens to music; plays are (track, seconds)."""

    def __init__(self, name):
        self.name = name
        self.plays = []

    def play(self, track, seconds):
        """A track was played for some seconds."""
        self.plays.append((track, seconds))

    def minutes(self):
        """Whole minutes of music."""
        return sum(seconds for _, seconds in self.plays) // 60

    def top_tracks(self, how_many):
        """The tracks that were played to the end most often, with the number of plays."""
        finished = [track for track, seconds in self.plays if seconds >= 90]
        ranked = sorted(set(finished))
        counted = [(finished.count(track), track) for track in ranked]
        counted.sort(key=lambda pair: (-pair[0], pair[1]))
        return counted[:how_many]

    def skipped(self, track):
        """How often a track was stopped early."""
        return [name for name, seconds in self.plays if seconds < 90].count(track)


def tastes_in_common(first, second, how_many=200):
    """Tracks that are near the top for both, in alphabetical order."""
    one = {track for _, track in first.top_tracks(how_many)}
    other = {track for _, track in second.top_tracks(how_many)}
    return sorted(one & other)


def sample_listener(seed, tracks):
    """A made-up listener with a few favourites."""
    rng = random.Random(seed)
    listener = Listener("listener-%d" % seed)
    for _ in range(8_000):
        number = min(rng.randrange(tracks), rng.randrange(tracks))
        listener.play("track-%05d" % number, rng.randrange(10, 300))
    return listener


def main():
    listeners = [sample_listener(seed, 900) for seed in range(4)]
    for listener in listeners:
        top = listener.top_tracks(3)
        print(listener.name, listener.minutes(), top, listener.skipped(top[0][1]))
    for first, second in zip(listeners, listeners[1:]):
        common = tastes_in_common(first, second)
        print(first.name, second.name, len(common), common[:2])


if __name__ == "__main__":
    main()
