# SPDX-License-Identifier: Apache-2.0
"""IPv4 fragmentation and reassembly. Offsets are in bytes, not in units of eight."""
import struct
from typing import NamedTuple, Optional

HEADER = "!4s4sHHBxH"


class Fragment(NamedTuple):
    source: bytes
    dest: bytes
    ident: int
    offset: int
    more: bool
    payload: bytes

    @property
    def key(self):
        return (self.source, self.dest, self.ident)

    @property
    def end(self):
        return self.offset + len(self.payload)


def fragment(source: bytes, dest: bytes, ident: int, data: bytes, mtu: int) -> list:
    room = (mtu - struct.calcsize(HEADER)) // 8 * 8
    if room <= 0:
        raise ValueError("mtu %d leaves no room" % mtu)
    pieces = []
    offset = 0
    while True:
        rest = data[offset:]
        pieces.append(Fragment(source, dest, ident, offset, len(rest) > room, rest[:room]))
        offset += room
        if len(rest) <= room:
            return pieces


def pack(f: Fragment) -> bytes:
    return struct.pack(HEADER, f.source, f.dest, f.ident, f.offset, int(f.more), len(f.payload)) + f.payload


def unpack(raw: bytes) -> Fragment:
    size = struct.calcsize(HEADER)
    source, dest, ident, offset, more, length = struct.unpack(HEADER, raw[:size])
    if len(raw) - size != length:
        raise ValueError("length field says %d, got %d" % (length, len(raw) - size))
    return Fragment(source, dest, ident, offset, bool(more), raw[size:])


class Reassembler:
    def __init__(self, timeout: int = 30, most: int = 64):
        self.timeout = timeout
        self.most = most
        self.pending = []          # (key, first seen, fragments)
        self.dropped = 0
        self.overlaps = 0

    def slot(self, key, now):
        for entry in self.pending:
            if entry[0] == key:
                return entry
        if len(self.pending) >= self.most:
            oldest = min(self.pending, key=lambda entry: entry[1])
            self.pending.remove(oldest)
            self.dropped += 1
        self.pending.append((key, now, []))
        return self.pending[-1]

    def expire(self, now):
        for entry in self.pending[:]:
            if now - entry[1] > self.timeout:
                self.pending.remove(entry)
                self.dropped += 1

    def overlapping(self, fragments, new):
        return [f for f in fragments if f.offset < new.end and new.offset < f.end]

    def complete(self, fragments) -> Optional[bytes]:
        """The datagram, if the fragments cover it without a hole."""
        ordered = sorted(fragments, key=lambda f: f.offset)
        data = b""
        for f in ordered:
            if f.offset != len(data):
                return None
            data = data + f.payload
        if ordered[-1].more:
            return None
        return data

    def accept(self, raw: bytes, now: int) -> Optional[bytes]:
        self.expire(now)
        f = unpack(raw)
        entry = self.slot(f.key, now)
        if self.overlapping(entry[2], f):
            # the first copy wins
            self.overlaps += 1
            return None
        entry[2].append(f)
        data = self.complete(entry[2])
        if data is not None:
            self.pending.remove(entry)
        return data


def missing_ranges(fragments) -> list:
    """Holes before the last received byte, as (start, end)."""
    holes = []
    if not fragments:
        return holes
    last = max(f.end for f in fragments)
    position = 0
    while position < last:
        covering = [f for f in fragments if f.offset <= position < f.end]
        if covering:
            position = covering[0].end
        else:
            nxt = min(f.offset for f in fragments if f.offset > position)
            holes.append((position, nxt))
            position = nxt
    return holes
