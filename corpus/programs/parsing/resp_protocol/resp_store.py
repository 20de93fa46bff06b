# SPDX-License-Identifier: Apache-2.0
from resp_wire import ReplyError


def encode_reply(value):
    if isinstance(value, ReplyError):
        return b"-" + value.encode() + b"\r\n"
    if value is None:
        return b"$-1\r\n"
    if isinstance(value, int):
        return b":%d\r\n" % value
    if isinstance(value, str):
        return b"+" + value.encode() + b"\r\n"
    if isinstance(value, bytes):
        return b"$%d\r\n%s\r\n" % (len(value), value)
    return b"*%d\r\n" % len(value) + b"".join([encode_reply(v) for v in value])


class MiniStore:
    """Enough of a key value server to answer a handful of commands."""

    def __init__(self):
        self.data = {}

    def execute(self, command):
        name, args = command[0].decode().upper(), command[1:]
        handlers = {"SET": self.set, "GET": self.get, "INCRBY": self.incrby, "RPUSH": self.rpush, "LPOP": self.lpop,
                    "LRANGE": self.lrange, "MGET": self.mget, "DEL": self.delete}
        if name not in handlers:
            return ReplyError("ERR unknown command '%s'" % name)
        try:
            return handlers[name](*args)
        except TypeError:
            return ReplyError("ERR wrong number of arguments for '%s'" % name.lower())
        except ValueError:
            return ReplyError("ERR value is not an integer")

    def set(self, key, value):
        self.data[key] = value
        return "OK"

    def get(self, key):
        return self.data.get(key)

    def incrby(self, key, amount):
        value = int(self.data.get(key, b"0")) + int(amount)
        self.data[key] = b"%d" % value
        return value

    def rpush(self, key, *values):
        self.data[key] = self.data.get(key, []) + list(values)
        return len(self.data[key])

    def lpop(self, key):
        values = self.data.get(key)
        return values.pop(0) if values else None

    def lrange(self, key, first, last):
        values, last = self.data.get(key, []), int(last)
        return values[int(first):] if last == -1 else values[int(first):last + 1]

    def mget(self, *keys):
        return [self.get(k) for k in keys]

    def delete(self, *keys):
        return sum(1 for k in keys if self.data.pop(k, None) is not None)
