# SPDX-License-Identifier: Apache-2.0
"""RESP2 wire format: encoding of commands and incremental decoding of replies."""


class ProtocolError(Exception):
    pass


class ReplyError(str):
    """An error reply, as a value."""


class Incomplete(Exception):
    """More bytes are needed."""


def encode_command(*parts):
    out = b"*%d\r\n" % len(parts)
    for part in parts:
        if isinstance(part, str):
            part = part.encode()
        elif isinstance(part, (int, float)):
            part = repr(part).encode()
        out += b"$%d\r\n" % len(part)
        out += part + b"\r\n"
    return out


class ReplyDecoder:
    """Feed it chunks of any size; take complete replies out."""

    def __init__(self):
        self.buffer = b""

    def feed(self, chunk):
        self.buffer = self.buffer + chunk

    def _line(self, at):
        end = self.buffer.find(b"\r\n", at)
        if end == -1:
            raise Incomplete
        return self.buffer[at:end], end + 2

    def _value(self, at):
        if at >= len(self.buffer):
            raise Incomplete
        kind = self.buffer[at:at + 1]
        line, at = self._line(at + 1)
        if kind == b"+":
            return line.decode(), at
        if kind == b"-":
            return ReplyError(line.decode()), at
        if kind == b":":
            return int(line), at
        if kind == b"$":
            size = int(line)
            if size == -1:
                return None, at
            if len(self.buffer) < at + size + 2:
                raise Incomplete
            if self.buffer[at + size:at + size + 2] != b"\r\n":
                raise ProtocolError("bulk string without end")
            return self.buffer[at:at + size], at + size + 2
        if kind == b"*":
            count = int(line)
            if count == -1:
                return None, at
            items = []
            for _ in range(count):
                item, at = self._value(at)
                items = items + [item]
            return items, at
        raise ProtocolError("unknown type %r" % kind)

    def take(self):
        """Next complete reply as (True, value), or (False, None)."""
        try:
            value, end = self._value(0)
        except Incomplete:
            return False, None
        self.buffer = self.buffer[end:]
        return True, value

    def drain(self):
        replies = []
        while True:
            ready, value = self.take()
            if not ready:
                return replies
            replies.append(value)
