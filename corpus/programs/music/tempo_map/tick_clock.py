# SPDX-License-Identifier: Apache-2.0

import math


class TempoMap(object):
    """Converts between ticks, seconds, bars and SMPTE frames of a sequence.

    Tempo changes are jumps; metre changes take effect at bar lines.
    """

    def __init__(self, ppq=480):
        self.ppq = ppq
        self.tempos = [(0, 120.0)]
        self.metres = [(1, 4, 4)]

    def add_tempo(self, tick, bpm):
        if bpm <= 0:
            raise ValueError("tempo must be positive")
        self.tempos = [t for t in self.tempos if t[0] != tick] + [(tick, bpm)]
        self.tempos.sort()

    def add_metre(self, bar, beats, unit):
        self.metres = [m for m in self.metres if m[0] != bar]
        self.metres.append((bar, beats, unit))
        self.metres = sorted(self.metres)

    def seconds(self, tick):
        """Time of a tick in seconds."""
        total = 0.0
        for index in range(len(self.tempos)):
            start, bpm = self.tempos[index]
            if start >= tick:
                break
            if index + 1 < len(self.tempos):
                end = min(self.tempos[index + 1][0], tick)
            else:
                end = tick
            total += (end - start) * 60.0 / (bpm * self.ppq)
        return total

    def tick_at(self, seconds):
        """The last tick that is not later than the given time."""
        if seconds < 0:
            raise ValueError("no ticks before the start")
        low, high = 0, 1
        while self.seconds(high) <= seconds:
            high *= 2
        while high - low > 1:
            middle = (low + high) // 2
            if self.seconds(middle) <= seconds:
                low = middle
            else:
                high = middle
        return low

    def ticks_per_bar(self, bar):
        current = self.metres[0]
        for metre in self.metres:
            if metre[0] <= bar:
                current = metre
        _, beats, unit = current
        return beats * self.ppq * 4 // unit

    def bar_start(self, bar):
        return sum([self.ticks_per_bar(n) for n in range(1, bar)])

    def position(self, tick):
        """'bar:beat:rest' of a tick, counted from 1:1:0."""
        bar = 1
        while self.bar_start(bar + 1) <= tick:
            bar += 1
        unit = self.metres[0][2]
        for start, _, denominator in self.metres:
            if start <= bar:
                unit = denominator
        beat_ticks = self.ppq * 4 // unit
        beat, rest = divmod(tick - self.bar_start(bar), beat_ticks)
        return "%d:%d:%03d" % (bar, beat + 1, rest)

    def smpte(self, tick, fps=25):
        frames = math.floor(self.seconds(tick) * fps + 1e-9)
        fields = []
        for size in (fps, 60, 60):
            frames, part = divmod(frames, size)
            fields.insert(0, part)
        fields.insert(0, frames)
        return ":".join("%02d" % field for field in fields)


def cue_sheet(tempo_map, cues):
    """Lines for (tick, name) cues with position, time code and the distance to the cue before."""
    sheet = []
    for index, (tick, name) in enumerate(sorted(cues)):
        gap = 0.0
        if index > 0:
            gap = tempo_map.seconds(tick) - tempo_map.seconds(sorted(cues)[index - 1][0])
        sheet.append("%-9s %s +%.3f %s" % (tempo_map.position(tick), tempo_map.smpte(tick), gap, name))
    return sheet


def average_bpm(tempo_map, last_tick):
    quarters = last_tick / tempo_map.ppq
    return 60.0 * quarters / tempo_map.seconds(last_tick)
