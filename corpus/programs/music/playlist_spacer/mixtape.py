# SPDX-License-Identifier: Apache-2.0
import random


class Track:
    def __init__(self, title, artist, bpm, seconds, key):
        self.title = title
        self.artist = artist
        self.bpm = bpm
        self.seconds = seconds
        self.key = key  # Camelot wheel, e.g. "8A"

    def __eq__(self, other):
        return isinstance(other, Track) and (self.title, self.artist) == (other.title, other.artist)

    def __hash__(self):
        return hash((self.title, self.artist))


def parse_camelot(key):
    number, letter = int(key[:-1]), key[-1].upper()
    if not 1 <= number <= 12 or letter not in "AB":
        raise ValueError("not on the wheel: " + key)
    return number, letter


def key_distance(one, other):
    n1, l1 = parse_camelot(one)
    n2, l2 = parse_camelot(other)
    around = abs(n1 - n2)
    return min(around, 12 - around) + (0 if l1 == l2 else 1)


def transition_cost(one, other):
    """How rough it sounds to go from one track into the other."""
    tempo = min(abs(one.bpm - other.bpm), abs(one.bpm * 2 - other.bpm), abs(one.bpm - other.bpm * 2))
    return 3 * key_distance(one.key, other.key) + tempo / 4


def spread_artists(tracks, seed, spacing=3):
    """Shuffles the tracks so that an artist does not come back within `spacing` tracks where possible."""
    dice = random.Random(seed)
    rest = list(tracks)
    dice.shuffle(rest)
    queue = []
    while rest:
        recent = [track.artist for track in queue[-spacing:]]
        counts = {}
        for track in rest:
            counts[track.artist] = counts.get(track.artist, 0) + 1
        allowed = [track for track in rest if track.artist not in recent]
        if not allowed:
            allowed = rest
        most = max(counts[track.artist] for track in allowed)
        pick = next(track for track in allowed if counts[track.artist] == most)
        rest.remove(pick)
        queue.append(pick)
    return queue


def smooth_order(tracks):
    """Greedy chain: start with the slowest, continue with the least rough transition."""
    rest = sorted(tracks, key=lambda track: (track.bpm, track.title))
    if not rest:
        return []
    chain = [rest.pop(0)]
    while len(rest) > 0:
        costs = [transition_cost(chain[-1], track) for track in rest]
        chain.append(rest.pop(costs.index(min(costs))))
    return chain


def roughness(queue):
    total = 0
    for i in range(len(queue) - 1):
        total += transition_cost(queue[i], queue[i + 1])
    return total


def improve(queue, rounds):
    """Swaps neighbours as long as that lowers the roughness."""
    best = list(queue)
    for _ in range(rounds):
        changed = False
        for i in range(1, len(best) - 1):
            trial = best[:]
            trial[i], trial[i + 1] = trial[i + 1], trial[i]
            if roughness(trial) < roughness(best) - 1e-9:
                best = trial
                changed = True
        if not changed:
            break
    return best


def sides(queue, minutes):
    """Cuts the queue into cassette sides; a track longer than a side is left out."""
    tape, side = [], []
    for track in queue:
        if track.seconds > minutes * 60:
            continue
        if sum(t.seconds for t in side) + track.seconds > minutes * 60:
            tape.append(side)
            side = []
        side = side + [track]
    if side:
        tape.append(side)
    return tape
