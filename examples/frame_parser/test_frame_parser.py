# SPDX-License-Identifier: Apache-2.0
import pytest

from frame_parser import (CorruptFrame, Frame, Recording, decode_settings, decode_temperatures,
                          encode_frame, split_frames)


def test_frames_survive_the_round_trip():
    data = encode_frame("M", b"hello") + encode_frame("T", b"") + encode_frame("K", b"a=1")
    assert split_frames(data) == [Frame("M", b"hello"), Frame("T", b""), Frame("K", b"a=1")]


def test_no_data_no_frames():
    assert split_frames(b"") == []


@pytest.mark.parametrize("data, message", [
    (b"M", "header"), (b"M\x00\x05abc", "payload"), (b"M\x00\x03abc", "payload"),
    (b"M\x00\x03abc\x00", "check sum in frame 0"),
    (encode_frame("M", b"x") + b"M\x00\x01a\x00", "check sum in frame 1")])
def test_corrupt_data_is_refused(data, message):
    with pytest.raises(CorruptFrame, match=message):
        split_frames(data)


def test_temperatures_are_signed_tenths():
    assert decode_temperatures(b"\x00\xfb\xff\xff\x7f") == [25.1, -0.1]


def test_settings_and_flags():
    assert decode_settings(b"a=1;armed;b=;c=x=y") == {"a": "1", "armed": True, "b": "", "c": "x=y"}
    assert decode_settings(b"") == {}


def test_recording_collects_frames():
    recording = Recording(encode_frame("T", b"\x00\x0a\x00\x14") + encode_frame("M", b"hi")
                          + encode_frame("?", b"ignored") + encode_frame("K", b"a=1;a=2"))
    assert recording.settings == {"a": "2"}
    assert recording.summary() == "2 temperatures, mean 1.500, 1 messages, 1 settings"
