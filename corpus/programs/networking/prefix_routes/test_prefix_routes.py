# SPDX-License-Identifier: Apache-2.0
import pytest

from fib_table import BadPrefix, ForwardingTable, aggregate, format_address, mask_of, parse_address


@pytest.fixture
def table():
    t = ForwardingTable()
    t.add("0.0.0.0/0", "default")
    t.add("10.0.0.0/8", "core")
    t.add("10.1.0.0/16", "west", 5)
    t.add("10.1.0.0/16", "east", 2)
    t.add("10.1.0.0/16", "spare", 2)
    return t


def test_addresses():
    assert parse_address("1.2.3.4") == 0x01020304
    assert format_address(0x01020304) == "1.2.3.4"
    assert mask_of(0) == 0
    assert mask_of(20) == 0xFFFFF000


@pytest.mark.parametrize("text", ["1.2.3", "1.2.3.256", "a.b.c.d", "1.2.3.4.5", ""])
def test_bad_addresses(text):
    with pytest.raises(BadPrefix):
        parse_address(text)


def test_host_bits_are_refused(table):
    with pytest.raises(BadPrefix):
        table.add("10.0.0.1/8", "x")


def test_longest_prefix_then_metric_then_order(table):
    assert table.lookup("10.1.2.3").next_hop == "east"
    assert table.lookup("10.2.0.1").next_hop == "core"
    assert table.lookup("8.8.8.8").next_hop == "default"


def test_withdraw(table):
    assert table.withdraw("10.1.0.0/16", "east")
    assert not table.withdraw("10.1.0.0/16", "east")
    assert table.lookup("10.1.2.3").next_hop == "spare"


def test_forwarding_counts(table):
    table.withdraw("0.0.0.0/0", "default")
    assert table.forward([("10.1.0.1", 10), ("9.9.9.9", 7), ("10.1.0.2", 5)]) == {"east": 15, "drop": 7}
    assert table.idle_routes() == ["10.0.0.0/8"]


def test_aggregate():
    assert aggregate(["10.0.0.0/24", "10.0.1.0/24", "10.0.2.0/24", "10.0.3.0/24"]) == ["10.0.0.0/22"]
    assert aggregate(["10.0.1.0/24", "10.0.2.0/24"]) == ["10.0.1.0/24", "10.0.2.0/24"]
    assert aggregate([]) == []
