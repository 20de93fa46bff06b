# SPDX-License-Identifier: Apache-2.0
"""Encoded polylines: deltas in 1/100 m, five bits a character, offset 63."""


def _encode_value(value):
    value = ~(value << 1) if value < 0 else value << 1
    text = ""
    while value >= 0x20:
        text += chr((0x20 | (value & 0x1F)) + 63)
        value >>= 5
    return text + chr(value + 63)


def encode(track):
    text = ""
    last_x = last_y = 0
    for x, y in track:
        ix, iy = round(x * 100), round(y * 100)
        text = text + _encode_value(ix - last_x) + _encode_value(iy - last_y)
        last_x, last_y = ix, iy
    return text


def decode(text):
    values = []
    shift = value = 0
    for char in text:
        code = ord(char) - 63
        if code < 0:
            raise ValueError("bad character %r" % char)
        value |= (code & 0x1F) << shift
        if code & 0x20:
            shift += 5
            continue
        values.append(~(value >> 1) if value & 1 else value >> 1)
        shift = value = 0
    if shift:
        raise ValueError("text ends inside a number")
    track = []
    for i in range(0, len(values) - 1, 2):
        track.append((sum(values[0: i + 2: 2]) / 100, sum(values[1: i + 2: 2]) / 100))
    return track
