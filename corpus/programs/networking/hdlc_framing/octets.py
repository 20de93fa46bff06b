# SPDX-License-Identifier: Apache-2.0
FLAG = 0x7E
ESCAPE = 0x7D
POLY = 0x8408


def crc16(data):
    """X.25 frame check sequence."""
    crc = 0xFFFF
    for octet in data:
        crc ^= octet
        for _ in range(8):
            if crc & 1:
                crc = (crc >> 1) ^ POLY
            else:
                crc >>= 1
    return crc ^ 0xFFFF


def stuff(data):
    out = b""
    for octet in data:
        if octet in [FLAG, ESCAPE]:
            out += bytes([ESCAPE, octet ^ 0x20])
        else:
            out += bytes([octet])
    return out


def unstuff(data):
    out = []
    data = list(data)
    while data:
        octet = data.pop(0)
        if octet == ESCAPE:
            if not data:
                raise ValueError("frame ends in an escape")
            octet = data.pop(0) ^ 0x20
        out.append(octet)
    return bytes(out)
