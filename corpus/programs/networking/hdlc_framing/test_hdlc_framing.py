# SPDX-License-Identifier: Apache-2.0
import pytest

from octets import crc16, stuff, unstuff
from serial_link import Deframer, Stations, frame, split_payload


def test_crc_check_value():
    assert crc16(b"123456789") == 0x906E
    assert crc16(b"") == 0


def test_stuffing():
    assert stuff(b"\x01\x7e\x7d") == b"\x01\x7d\x5e\x7d\x5d"
    assert unstuff(stuff(bytes(range(256)))) == bytes(range(256))
    with pytest.raises(ValueError):
        unstuff(b"\x01\x7d")


def test_frame_round_trip_in_single_octets():
    deframer = Deframer()
    frames = []
    for octet in frame(3, 0x7E, b"hello"):
        frames += deframer.feed(bytes([octet]))
    assert frames == [(3, 0x7E, b"hello")]


def test_shared_flags():
    stream = frame(1, 0, b"a")[:-1] + frame(2, 0, b"")
    assert Deframer().feed(stream) == [(1, 0, b"a"), (2, 0, b"")]


def test_damage_is_counted():
    deframer = Deframer(longest=20)
    bad = bytearray(frame(1, 0, b"abc"))
    bad[3] ^= 1
    assert deframer.feed(bytes(bad)) == []
    deframer.feed(b"\x7e\x01\x7e\x02\x7d\x7e")
    deframer.feed(b"x" * 21 + b"\x7e")
    assert deframer.errors == {"short": 1, "check": 1, "escape": 1, "long": 1}


def test_stations():
    stations = Stations({1})
    stations.accept([(1, 0, b"ab"), (9, 0, b"zz"), (1, 1, b"c")])
    assert stations.streams == {1: b"abc"}
    assert stations.unknown == 1
    assert stations.recent(1) == ["addr=01 ctl=01 len=1 63"]


def test_split():
    assert split_payload(b"abcde", 2) == [b"ab", b"cd", b"e"]
    assert split_payload(b"", 2) == []
