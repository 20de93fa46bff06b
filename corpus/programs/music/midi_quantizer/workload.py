# SPDX-License-Identifier: Apache-2.0
import random

from note_stream import (NOTE_OFF, NOTE_ON, PEDAL, cut_overlaps, make_grid, pair_notes, quantize, remove_doubles,
                         to_events)


def performance(rng, bars):
    events = []
    for step in range(bars * 16):
        for _ in range(rng.choice((0, 1, 1, 2))):
            pitch = rng.randrange(48, 73)
            start = max(0, step * 120 + rng.randrange(-25, 26))
            events.append((start, NOTE_ON, pitch, rng.randrange(30, 120)))
            events.append((start + rng.randrange(40, 500), rng.choice((NOTE_OFF, NOTE_ON)), pitch, 0))
        if step % 8 == 0:
            events.append((step * 120, PEDAL, 64, 127))
    return sorted(events)


def main():
    rng = random.Random(1685)
    events = performance(rng, 125)
    notes = pair_notes(events)
    grid = make_grid(126, 1920, 16, swing=0.2)
    straight = cut_overlaps(remove_doubles(quantize(notes, grid, 0.85)))
    back = list(to_events(straight))
    print("events", len(events), "notes", len(notes), "kept", len(straight), "out", len(back))
    print("checksum", sum(n.start * 3 + n.pitch * 7 + n.length + n.velocity for n in straight))
    print("stable", pair_notes(back) == straight, "moved", sum(abs(a.start - b.start) for a, b in zip(notes, straight)))


if __name__ == "__main__":
    main()
