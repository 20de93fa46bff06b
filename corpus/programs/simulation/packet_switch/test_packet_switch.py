# SPDX-License-Identifier: Apache-2.0
import pytest

from switchfabric import Packet, Port, RoutingTable, Switch, ip_bits, top_talkers


def packet(serial, klass="bulk", size=100, target="10.1.0.1", source="10.9.9.9", born=0):
    return Packet(serial, source, target, size, klass, born)


@pytest.fixture
def table():
    t = RoutingTable()
    t.add("10.0.0.0/8", 1)
    t.add("10.1.0.0/16", 2)
    t.add("10.1.0.0/16", 3)
    return t


def test_bits():
    assert ip_bits("1.2.255.0") == "00000001000000101111111100000000"


def test_longest_prefix_then_last_added(table):
    assert table.port_for("10.1.2.3") == 3
    assert table.port_for("10.2.2.3") == 1
    assert table.port_for("11.0.0.1") is None
    table.add("0.0.0.0/0", 9)
    assert table.port_for("11.0.0.1") == 9


def test_control_goes_first_and_order_is_kept():
    port = Port(1, 1000, 9999)
    for p in (packet(1), packet(2), packet(3, "control"), packet(4, "voice")):
        assert port.accept(p)
    port.transmit(7)
    assert [p.serial for p, _ in port.sent] == [3, 4, 1, 2]
    assert {at for _, at in port.sent} == {7}


def test_budget_limits_a_tick():
    port = Port(1, 250, 9999)
    for n in range(4):
        port.accept(packet(n))
    port.transmit(0)
    assert len(port.sent) == 2 and port.waiting_bytes() == 200


def test_drops(table):
    switch = Switch(table, [Port(3, 100, 150)])
    switch.tick([packet(1), packet(2), packet(3, target="99.0.0.1")])
    assert [(d.serial, d.reason) for d in switch.drops] == [(2, "full"), (3, "no route")]


def test_delays_and_jitter(table):
    switch = Switch(table, [Port(3, 100, 900)])
    switch.tick([packet(n) for n in range(3)])
    switch.tick([])
    switch.tick([])
    assert switch.delays("bulk") == [0, 1, 2]
    assert switch.jitter("bulk") == pytest.approx(4 / 3)
    assert switch.jitter("voice") == 0.0
    assert top_talkers(switch) == [("10.9.9.9", 300)]
