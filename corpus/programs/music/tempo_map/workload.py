# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from tick_clock import TempoMap, average_bpm, cue_sheet


def main():
    rng = random.Random(24)
    clock = TempoMap(480)
    for bar in (9, 17, 30, 41):
        clock.add_metre(bar, *rng.choice(((3, 4), (6, 8), (5, 4), (7, 8))))
    for n in range(300):
        clock.add_tempo(n * 700 + rng.randrange(300), rng.randrange(60, 180) + rng.random())
    cues = [(rng.randrange(210000), "cue%02d" % n) for n in range(150)]
    sheet = cue_sheet(clock, cues)
    print(sheet[0])
    print(sheet[-1])
    print("crc", zlib.crc32("\n".join(sheet).encode()), "bpm", round(average_bpm(clock, 210000), 6))
    found = [clock.tick_at(clock.seconds(tick) + 0.0001) for tick, _ in cues]
    times = [clock.seconds(tick) for tick in range(0, 210000, 240)]
    print("ticks", sum(found), "sum", round(sum(times), 6), max(b - a for a, b in zip(times, times[1:])))


if __name__ == "__main__":
    main()
