# SPDX-License-Identifier: Apache-2.0
from octets import FLAG, crc16, stuff, unstuff


def frame(address, control, payload):
    body = bytes([address, control]) + payload
    check = crc16(body)
    return bytes([FLAG]) + stuff(body + bytes([check & 0xFF, check >> 8])) + bytes([FLAG])


class Deframer:
    """Feed it chunks as they come from the line; whole frames are handed out."""

    def __init__(self, longest=600):
        self.longest = longest
        self.buffer = b""
        self.errors = {"short": 0, "check": 0, "escape": 0, "long": 0}

    def feed(self, chunk):
        frames = []
        for octet in chunk:
            if octet == FLAG:
                if len(self.buffer) > 0:
                    frame_ = self.finish(self.buffer)
                    if frame_ is not None:
                        frames.append(frame_)
                self.buffer = b""
            else:
                self.buffer = self.buffer + bytes([octet])
                if len(self.buffer) > self.longest:
                    self.errors["long"] += 1
                    self.buffer = b""
        return frames

    def finish(self, raw):
        try:
            body = unstuff(raw)
        except ValueError:
            self.errors["escape"] += 1
            return None
        if len(body) < 4:
            self.errors["short"] += 1
            return None
        check = body[-2] | body[-1] << 8
        if crc16(body[:-2]) != check:
            self.errors["check"] += 1
            return None
        return body[0], body[1], body[2:-2]


class Stations:
    """Payload per station address, in the order of arrival."""

    def __init__(self, known):
        self.known = known
        self.streams = {}
        self.unknown = 0
        self.log = []

    def accept(self, frames):
        for address, control, payload in frames:
            line = "addr=%02x ctl=%02x len=%d %s" % (address, control, len(payload), payload.hex(" "))
            self.log.append(line)
            if address not in self.known:
                self.unknown += 1
                continue
            self.streams.setdefault(address, b"")
            self.streams[address] = self.streams[address] + payload

    def recent(self, count):
        return self.log[-count:]


def split_payload(data, size):
    return [data[i:i + size] for i in range(0, len(data), size)]
