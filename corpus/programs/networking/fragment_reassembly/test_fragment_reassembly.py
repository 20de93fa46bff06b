# SPDX-License-Identifier: Apache-2.0
import pytest

from ipfrag import Reassembler, fragment, missing_ranges, pack, unpack

A, B = b"\x01\x02\x03\x04", b"\x05\x06\x07\x08"


def pieces(data=bytes(range(100)), ident=1, mtu=50):
    return fragment(A, B, ident, data, mtu)


def test_fragment_sizes():
    parts = pieces()
    assert [len(p.payload) for p in parts] == [32, 32, 32, 4]
    assert [p.more for p in parts] == [True, True, True, False]
    assert len(fragment(A, B, 1, b"", 50)) == 1
    with pytest.raises(ValueError):
        fragment(A, B, 1, b"x", 20)


def test_wire_format():
    part = pieces()[1]
    assert unpack(pack(part)) == part
    with pytest.raises(ValueError):
        unpack(pack(part)[:-1])


def test_any_order():
    box = Reassembler()
    results = [box.accept(pack(p), 0) for p in reversed(pieces())]
    assert results == [None, None, None, bytes(range(100))]
    assert box.pending == []


def test_exact_multiple_ends_cleanly():
    parts = pieces(b"z" * 64)
    assert [p.more for p in parts] == [True, False]


def test_duplicates_keep_the_first_copy():
    box = Reassembler()
    parts = pieces()
    forged = parts[0]._replace(payload=b"!" * 32)
    for raw in (parts[0], forged, parts[1], parts[2]):
        assert box.accept(pack(raw), 0) is None
    assert box.accept(pack(parts[3]), 0) == bytes(range(100))
    assert box.overlaps == 1


def test_timeout_and_eviction():
    box = Reassembler(timeout=5, most=2)
    for ident in (1, 2, 3):
        box.accept(pack(pieces(ident=ident)[0]), ident)
    assert [entry[0][2] for entry in box.pending] == [2, 3]
    box.expire(20)
    assert box.pending == []
    assert box.dropped == 3


def test_holes():
    parts = pieces()
    assert missing_ranges([]) == []
    assert missing_ranges([parts[1], parts[3]]) == [(0, 32), (64, 96)]
    assert missing_ranges(parts) == []
