# SPDX-License-Identifier: Apache-2.0
"""Frames on a stream socket: u32 length of the JSON, u32 length of the blob (little endian), the JSON, the blob."""
import json
import os
import struct

_HEADER = struct.Struct("<II")
MAX_JSON = 64 << 20
MAX_BLOB = 1 << 30


class ProtocolError(Exception):
    """The peer sent something that is no frame."""


def _read_exactly(fd, size, read=os.read):
    pieces = []
    while size:
        piece = read(fd, min(size, 1 << 20))
        if not piece:
            raise EOFError("the stream ended inside a frame")
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


def read_frame(fd, read=os.read):
    """(message, blob), or None when the stream ended between frames."""
    first = read(fd, _HEADER.size)
    if not first:
        return None
    header = first + _read_exactly(fd, _HEADER.size - len(first))
    json_size, blob_size = _HEADER.unpack(header)
    if json_size > MAX_JSON or blob_size > MAX_BLOB:
        raise ProtocolError("a frame of %d + %d bytes is too large" % (json_size, blob_size))
    text = _read_exactly(fd, json_size)
    blob = _read_exactly(fd, blob_size)
    try:
        message = json.loads(text.decode("utf-8"))
    except ValueError as error:
        raise ProtocolError("a frame holds no JSON: %s" % error)
    if not isinstance(message, dict):
        raise ProtocolError("a frame holds no JSON object")
    return message, blob


def write_frame(fd, message, blob=b"", write=os.write):
    """Writes one frame as a whole."""
    text = json.dumps(message, separators=(",", ":")).encode("ascii")
    view = memoryview(_HEADER.pack(len(text), len(blob)) + text + blob)
    while view:
        view = view[write(fd, view):]
