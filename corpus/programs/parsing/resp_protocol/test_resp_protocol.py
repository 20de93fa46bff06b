# SPDX-License-Identifier: Apache-2.0
import pytest

from resp_store import MiniStore, encode_reply
from resp_wire import ProtocolError, ReplyDecoder, ReplyError, encode_command


def decode(data, step=None):
    decoder = ReplyDecoder()
    out = []
    for i in range(0, len(data), step or len(data)):
        decoder.feed(data[i:i + (step or len(data))])
        out.extend(decoder.drain())
    assert decoder.buffer == b""
    return out


def test_encode_command():
    encoded = encode_command("SET", b"k\r\n", 5, "é")
    assert encoded == b"*4\r\n$3\r\nSET\r\n$3\r\nk\r\n\r\n$1\r\n5\r\n$2\r\n\xc3\xa9\r\n"


@pytest.mark.parametrize("step", [1, 3, None])
def test_round_trip(step):
    values = ["OK", 5, -1, b"a\r\nb", None, [b"x", [], [1, None]], b""]
    assert decode(b"".join(encode_reply(v) for v in values), step) == values


def test_error_replies_are_values():
    got = decode(b"-ERR no\r\n+fine\r\n")
    assert got == ["ERR no", "fine"] and isinstance(got[0], ReplyError) and not isinstance(got[1], ReplyError)


def test_incomplete_keeps_buffer():
    decoder = ReplyDecoder()
    decoder.feed(b"*2\r\n:1\r\n")
    assert decoder.take() == (False, None)
    decoder.feed(b":2\r\n:3")
    assert decoder.drain() == [[1, 2]] and decoder.buffer == b":3"


def test_protocol_errors():
    for bad in (b"?x\r\n", b"$1\r\nabc"):
        decoder = ReplyDecoder()
        decoder.feed(bad)
        with pytest.raises(ProtocolError):
            decoder.take()
    decoder = ReplyDecoder()
    decoder.feed(b":x\r\n")
    with pytest.raises(ValueError):
        decoder.take()


def run(*commands):
    store = MiniStore()
    return [store.execute(decode(encode_command(*c))[0]) for c in commands]


def test_store_commands():
    assert run(("set", "a", "1"), ("incrby", "a", 4), ("get", "a"), ("mget", "a", "b"), ("del", "a", "b")) == \
        ["OK", 5, b"5", [b"5", None], 1]
    assert run(("rpush", "l", "x", "y"), ("rpush", "l", "z"), ("lrange", "l", 1, 1), ("lpop", "l"),
               ("lrange", "l", 0, -1), ("lpop", "m")) == [2, 3, [b"y"], b"x", [b"y", b"z"], None]


def test_store_errors():
    assert run(("nope",), ("get",), ("set", "a", "x"), ("incrby", "a", 1))[0].startswith("ERR unknown command 'NOPE'")
    assert run(("get",)) == ["ERR wrong number of arguments for 'get'"]
    assert run(("incrby", "a", "q")) == ["ERR value is not an integer"]
