# SPDX-License-Identifier: Apache-2.0
import pytest

from natbox import NatBox, PortsExhausted

WEB = ("8.8.8.8", 443)


@pytest.fixture
def box():
    return NatBox("1.1.1.1", 100, 102)


def test_mapping_is_reused(box):
    assert box.outbound("tcp", ("10.0.0.1", 5), WEB, 10, 0) == (("1.1.1.1", 100), WEB)
    assert box.outbound("tcp", ("10.0.0.1", 5), WEB, 10, 1)[0][1] == 100
    assert box.outbound("tcp", ("10.0.0.1", 6), WEB, 10, 1)[0][1] == 101
    assert box.mappings[0].packets == 2


def test_protocols_have_their_own_ports(box):
    box.outbound("tcp", ("10.0.0.1", 5), WEB, 10, 0)
    assert box.outbound("udp", ("10.0.0.1", 5), WEB, 10, 0)[0][1] == 100


def test_replies(box):
    box.outbound("udp", ("10.0.0.1", 5), WEB, 10, 0)
    assert box.inbound("udp", WEB, 100, 20, 3) == ("10.0.0.1", 5)
    assert box.inbound("tcp", WEB, 100, 20, 3) is None
    assert box.refused == 1
    assert box.mappings[0].octets == 30


def test_idle_mappings_close(box):
    box.outbound("udp", ("10.0.0.1", 5), WEB, 10, 0)
    assert box.expire(30) == 0
    assert box.inbound("udp", WEB, 100, 20, 31) is None
    assert box.log[0].startswith("close [('fixed', False)")


def test_exhaustion_and_lowest_free_port(box):
    for n in range(3):
        box.outbound("icmp", ("10.0.0.%d" % n, 0), WEB, 1, n * 5)
    with pytest.raises(PortsExhausted):
        box.outbound("icmp", ("10.0.0.9", 0), WEB, 1, 10)
    assert box.outbound("icmp", ("10.0.0.9", 0), WEB, 1, 11)[0][1] == 100


def test_pinned_mappings_stay(box):
    box.pin("tcp", ("10.0.0.2", 80), 100)
    assert box.expire(10 ** 6) == 0
    assert box.inbound("tcp", WEB, 100, 1, 10 ** 6) == ("10.0.0.2", 80)
    with pytest.raises(ValueError):
        box.pin("tcp", ("10.0.0.3", 80), 100)


def test_talkers(box):
    box.outbound("tcp", ("10.0.0.2", 1), WEB, 50, 0)
    box.outbound("tcp", ("10.0.0.1", 1), WEB, 30, 0)
    box.outbound("tcp", ("10.0.0.1", 2), WEB, 20, 0)
    assert box.top_talkers(5) == [("10.0.0.1", 50), ("10.0.0.2", 50)]
    assert box.top_talkers(0) == []
