# SPDX-License-Identifier: Apache-2.0
"""Read, retime, repair and write SubRip subtitles."""

from copy import deepcopy


class Cue:
    def __init__(self, start, end, lines):
        self.start = start      # "HH:MM:SS,mmm"
        self.end = end
        self.lines = lines


def to_ms(stamp):
    clock, ms = stamp.split(",")
    h, m, s = clock.split(":")
    return ((int(h) * 60 + int(m)) * 60 + int(s)) * 1000 + int(ms)


def to_stamp(ms):
    ms = max(0, ms)
    s, ms = divmod(ms, 1000)
    m, s = divmod(s, 60)
    h, m = divmod(m, 60)
    return "%02d:%02d:%02d,%03d" % (h, m, s, ms)


def parse(text):
    cues = []
    block = []
    for line in text.replace("\r\n", "\n").split("\n") + [""]:
        if line.strip():
            block.append(line)
            continue
        if len(block) >= 2 and "-->" in block[1]:
            start, end = [part.strip() for part in block[1].split("-->")]
            cues.append(Cue(start, end, block[2:]))
        block = []
    return cues


def write(cues):
    text = ""
    for number in range(len(cues)):
        cue = cues[number]
        text = text + str(number + 1) + "\n" + cue.start + " --> " + cue.end + "\n"
        for line in cue.lines:
            text = text + line + "\n"
        text = text + "\n"
    return text


def shift(cues, ms):
    out = deepcopy(cues)
    for cue in out:
        cue.start = to_stamp(to_ms(cue.start) + ms)
        cue.end = to_stamp(to_ms(cue.end) + ms)
    return out


def remap(cues, anchors):
    """Stretch times piecewise: anchors are (old ms, new ms), at least two of them."""
    out = deepcopy(cues)
    for cue in out:
        for side in ("start", "end"):
            at = to_ms(getattr(cue, side))
            points = sorted(anchors)
            k = 0
            while k < len(points) - 2 and at >= points[k + 1][0]:
                k += 1
            (a, new_a), (b, new_b) = points[k], points[k + 1]
            setattr(cue, side, to_stamp(round(new_a + (at - a) * (new_b - new_a) / (b - a))))
    return out


def in_order(cues):
    """Sort by start; cues that start together stay in file order."""
    out = []
    for cue in cues:
        k = len(out)
        while k > 0 and to_ms(out[k - 1].start) > to_ms(cue.start):
            k -= 1
        out.insert(k, cue)
    return out


def mend_overlaps(cues, gap=80):
    """End a cue before the next one begins, but leave it at least 300 ms."""
    out = in_order(deepcopy(cues))
    for this, following in zip(out, out[1:]):
        if to_ms(this.end) > to_ms(following.start) - gap:
            end = max(to_ms(following.start) - gap, to_ms(this.start) + 300)
            this.end = to_stamp(min(end, to_ms(this.end)))
    return out


def speed(cue):
    """Characters per second."""
    seconds = (to_ms(cue.end) - to_ms(cue.start)) / 1000
    return sum(len(line) for line in cue.lines) / seconds if seconds > 0 else float("inf")


def too_fast(cues, limit=17.0):
    return [n + 1 for n in range(len(cues)) if speed(cues[n]) > limit]


def at_time(cues, ms):
    """The cue on screen at a moment; the earliest in the file when several are."""
    hit = None
    for cue in cues:
        if hit is None and to_ms(cue.start) <= ms < to_ms(cue.end):
            hit = cue
    return hit


def coverage(cues, step=500):
    """Share of sampled moments, up to the last cue's end, that show any text."""
    total = max([to_ms(c.end) for c in cues], default=0)
    moments = list(range(0, total, step))
    shown = [m for m in moments if at_time(cues, m) is not None]
    return len(shown) / len(moments) if moments else 0.0
