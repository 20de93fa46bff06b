# SPDX-License-Identifier: Apache-2.0
import pytest

from fairqueue import Packet, Port, TokenBucket, delays, jain_index, report


def load(port, flow, *sizes):
    for n, size in enumerate(sizes):
        port.enqueue(Packet(flow, size, 0, n))


@pytest.fixture
def port():
    p = Port(quantum=100, buffer=1000)
    p.add_flow("a")
    p.add_flow("b", weight=2)
    return p


def test_bucket_refills_up_to_the_burst():
    bucket = TokenBucket(10, 50)
    assert bucket.conforms(50, 0)
    assert not bucket.conforms(21, 2)
    assert bucket.conforms(20, 2)
    assert not bucket.conforms(51, 1000)


def test_round_robin_respects_the_weights(port):
    load(port, "a", 100, 100, 100)
    load(port, "b", 100, 100, 100)
    port.transmit(600, 1)
    assert [p.flow for p, _ in port.sent] == ["a", "b", "b", "a", "b", "a"]


def test_deficit_is_saved_for_large_packets(port):
    load(port, "a", 250)
    load(port, "b", 150)
    port.transmit(1000, 1)
    assert [(p.flow, p.size) for p, _ in port.sent] == [("b", 150), ("a", 250)]
    assert port.turn == []


def test_budget_ends_the_round(port):
    load(port, "a", 80, 80)
    port.transmit(100, 1)
    assert len(port.sent) == 1
    assert port.flows["a"].backlog() == 80


def test_flow_limit_and_push_out(port):
    port.flows["a"].limit = 900
    load(port, "a", 500, 300, 200)
    assert port.flows["a"].lost == 1
    load(port, "b", 400)
    assert port.occupied() == 900
    assert port.flows["a"].lost == 2
    assert [p.size for p in port.flows["a"].queue] == [500]


def test_report(port):
    load(port, "a", 50)
    port.transmit(100, 7)
    assert report(port) == {"a": (1, 50, 7.0, 7, 0), "b": (0, 0, 0.0, 0, 0)}
    assert delays(port.sent, "a") == [7]


def test_jain():
    assert jain_index([5, 5, 5]) == pytest.approx(1)
    assert jain_index([1, 0, 0, 0]) == pytest.approx(0.25)
    assert jain_index([]) == jain_index([0]) == 0.0
