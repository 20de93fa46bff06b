# SPDX-License-Identifier: Apache-2.0
"""Decode the frames of a telemetry recorder.

A recording is a run of frames: one byte type, two bytes length (big endian),
payload, one byte check sum. Types: 'T' temperatures (signed 16 bit), 'M' a
message in UTF-8, 'K' a list of key=value settings separated by ';'.
"""

import random
import struct
from collections import namedtuple

Frame = namedtuple("Frame", "kind payload")

HEADER = struct.Struct(">cH")


class CorruptFrame(ValueError):
    """A frame with a wrong check sum or cut short."""


def check_sum(payload):
    """Sum of all payload bytes, modulo 256."""
    return sum(payload) & 0xFF


def split_frames(data):
    """The frames of a recording, in order."""
    frames = []
    while data:
        if len(data) < HEADER.size:
            raise CorruptFrame("header cut short")
        kind, length = HEADER.unpack(data[:HEADER.size])
        data = data[HEADER.size:]
        payload = data[:length]
        if len(payload) < length or len(data) == length:
            raise CorruptFrame("payload cut short")
        if data[length] != check_sum(payload):
            raise CorruptFrame("wrong check sum in frame %d" % len(frames))
        data = data[length + 1:]
        frames.append(Frame(kind.decode("latin-1"), payload))
    return frames


def decode_temperatures(payload):
    """Temperatures in degrees from tenths of degrees."""
    values = []
    while len(payload) >= 2:
        values.append(int.from_bytes(payload[:2], "big", signed=True) / 10)
        payload = payload[2:]
    return values


def decode_settings(payload):
    """Settings as a dict; parts without '=' are flags."""
    settings = {}
    for part in payload.decode("utf-8").split(";"):
        if not part:
            continue
        name, found, value = part.partition("=")
        settings[name] = value if found else True
    return settings


class Recording:
    """Everything that a recording says."""

    def __init__(self, data):
        self.temperatures = []
        self.messages = []
        self.settings = {}
        for frame in split_frames(data):
            self.add(frame)

    def add(self, frame):
        if frame.kind == "T":
            self.temperatures.extend(decode_temperatures(frame.payload))
        elif frame.kind == "M":
            self.messages.append(frame.payload.decode("utf-8"))
        elif frame.kind == "K":
            self.settings.update(decode_settings(frame.payload))

    def summary(self):
        mean = sum(self.temperatures) / len(self.temperatures)
        return "%d temperatures, mean %.3f, %d messages, %d settings" % (
            len(self.temperatures), mean, len(self.messages), len(self.settings))


def encode_frame(kind, payload):
    """The bytes of one frame."""
    return HEADER.pack(kind.encode("latin-1"), len(payload)) + payload + bytes([check_sum(payload)])


def sample_recording(seed, count):
    """A made-up recording with `count` frames."""
    rng = random.Random(seed)
    parts = []
    for number in range(count):
        kind = rng.choice("TTMK")
        if kind == "T":
            length = rng.randrange(1, 12)
            payload = struct.pack(">%dh" % length, *[rng.randrange(-300, 450) for _ in range(length)])
        elif kind == "M":
            payload = ("door %d öffnet" % rng.randrange(40)).encode("utf-8")
        else:
            payload = b"level%d=%d;armed" % (number % 50, rng.randrange(9))
        parts.append(encode_frame(kind, payload))
    return b"".join(parts)


def main():
    for night in range(5):
        print(night, Recording(sample_recording(night, 20_000 + 500 * night)).summary())


if __name__ == "__main__":
    main()
