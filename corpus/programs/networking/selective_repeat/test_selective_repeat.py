# SPDX-License-Identifier: Apache-2.0
import random

import pytest

from arqlink import LossyLink, SelectiveReceiver, SelectiveSender, segment, transfer


def perfect(delay=2):
    return LossyLink(delay, 0.0, random.Random(0))


def test_segments():
    assert segment(b"abcdefg", 3) == [b"abc", b"def", b"g"]
    assert segment(b"", 3) == []


def test_link_delay():
    link = perfect(3)
    link.send(0, "x")
    assert link.receive(2) == []
    assert link.receive(3) == ["x"]
    assert link.receive(9) == []


def test_window_limits_the_sender():
    sender = SelectiveSender([b"a", b"b", b"c", b"d"], 2, 10)
    assert sender.due(0) == [0, 1]
    sender.timers = {0: 0, 1: 0}
    sender.on_ack(1)
    assert sender.due(5) == []
    assert sender.due(10) == [0]
    sender.on_ack(0)
    assert sender.base() == 2
    assert sender.due(11) == [2, 3]


def test_receiver_reorders():
    sender = SelectiveSender([b"a", b"b", b"c"], 3, 10)
    receiver = SelectiveReceiver()
    assert [receiver.on_packet(sender.packet(n)) for n in (2, 0, 2, 1, 0)] == [2, 0, 2, 1, 0]
    assert receiver.data == b"abc"
    assert receiver.duplicates == 2


def test_damaged_packet_is_not_acknowledged():
    assert SelectiveReceiver().on_packet((0, 1, b"payload")) is None


def test_lossless_transfer():
    data = bytes(range(100))
    received, ticks, stats = transfer(data, 10, 4, 9, perfect(), perfect())
    assert received == data
    assert stats == {"sent": 10, "acks": 10, "duplicates": 0}
    assert transfer(b"", 10, 4, 9, perfect(), perfect())[1] == 0


def test_dead_link():
    with pytest.raises(TimeoutError):
        transfer(b"abc", 1, 2, 3, LossyLink(1, 1.0, random.Random(1)), perfect(), limit=50)
