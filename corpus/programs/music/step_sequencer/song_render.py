# SPDX-License-Identifier: Apache-2.0
from groove_patterns import hits, length_of, parse_grid

GENERAL_MIDI = {"kick": 36, "snare": 38, "clap": 39, "hat": 42, "open": 46, "ride": 51}
CHOKES = [("hat", "open")]


def swing_offset(step, step_ticks, amount):
    return int(step_ticks * amount) if step % 2 == 1 else 0


class Timeline:
    """Events kept in time order; those at one tick stay in the order they came in."""

    def __init__(self):
        self.events = []

    def insert(self, tick, note, velocity):
        place = len(self.events)
        for i in range(len(self.events)):
            if self.events[i][0] > tick:
                place = i
                break
        self.events.insert(place, (tick, note, velocity))

    def at(self, tick):
        return [event for event in self.events if event[0] == tick]


def render(patterns, chain, step_ticks=24, swing=0.0, mute=()):
    """Plays the chain of pattern names, lane by lane, into a timeline."""
    timeline = Timeline()
    lanes = []
    for name in chain:
        for lane in parse_grid(patterns[name]):
            if lane not in lanes and lane not in mute:
                lanes.append(lane)
    for lane in lanes:
        start = 0
        for name in chain:
            if lane in parse_grid(patterns[name]):
                for step, velocity in hits(patterns[name], lane):
                    tick = start + step * step_ticks + swing_offset(step, step_ticks, swing)
                    timeline.insert(tick, GENERAL_MIDI.get(lane, 37), velocity)
            start += length_of(patterns[name]) * step_ticks
    return timeline


def apply_chokes(timeline):
    """An open cymbal ends at the next hit of the lane that chokes it: [(open tick, choke tick)]."""
    cuts = []
    for choker, choked in CHOKES:
        for tick, note, _ in timeline.events:
            if note != GENERAL_MIDI[choked]:
                continue
            later = [t for t, n, _ in timeline.events if n == GENERAL_MIDI[choker] and t > tick]
            if later:
                cuts.append((tick, min(later)))
    return cuts


def density(timeline, window):
    """Most hits within any half-open window of that many ticks."""
    most = 0
    for tick, _, _ in timeline.events:
        inside = 0
        for other, _, _ in timeline.events:
            if tick <= other < tick + window:
                inside += 1
        most = max(most, inside)
    return most


def delta_bytes(timeline):
    """Variable-length delta times as in a standard MIDI file track."""
    data = b""
    previous = 0
    for tick, note, velocity in timeline.events:
        delta = tick - previous
        previous = tick
        chunk = [delta & 0x7F]
        delta >>= 7
        while delta:
            chunk.insert(0, 0x80 | delta & 0x7F)
            delta >>= 7
        data += bytes(chunk) + bytes((0x99, note, velocity))
    return data
