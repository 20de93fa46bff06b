# SPDX-License-Identifier: Apache-2.0
import pytest

from resource_names import Reader, Record, WireError, Writer, decode, encode, labels_of
from zone_answers import answer, smallest_ttl, sorted_zone, without_repeats

ZONE = [
    Record("www.example.org", "CNAME", 60, "web.example.org"),
    Record("web.example.org", "A", 300, "192.0.2.1"),
    Record("web.example.org", "A", 30, "192.0.2.2"),
    Record("*.example.org", "TXT", 5, "anything"),
    Record("example.org", "MX", 9, "10 web.example.org"),
]


def test_round_trip():
    assert decode(encode(ZONE)) == ZONE
    assert decode(encode([])) == []


def test_compression():
    writer = Writer()
    writer.name("a.example.org")
    writer.name("b.Example.org.")
    assert writer.message == b"\x01a\x07example\x03org\x00\x01b\xc0\x02"


def test_labels():
    assert labels_of("A.b.") == ["a", "b"]
    assert labels_of(".") == []
    with pytest.raises(WireError):
        labels_of("x" * 64 + ".org")


def test_broken_messages():
    with pytest.raises(WireError, match="early"):
        decode(encode(ZONE)[:-1])
    with pytest.raises(WireError, match="loop"):
        Reader(b"\xc0\x00").name()


def test_alias_is_followed():
    assert answer(ZONE, "WWW.example.org.", "A") == ZONE[:3]
    assert answer(ZONE, "web.example.org", "MX") == []


def test_wildcard_only_for_missing_names():
    assert answer(ZONE, "foo.example.org", "TXT") == [Record("foo.example.org", "TXT", 5, "anything")]
    assert answer(ZONE, "web.example.org", "TXT") == []


def test_alias_loop_ends():
    loop = [Record("a.x", "CNAME", 1, "b.x"), Record("b.x", "CNAME", 1, "a.x")]
    assert len(answer(loop, "a.x", "A", chain=4)) == 4


def test_helpers():
    assert without_repeats(ZONE + ZONE) == ZONE
    assert smallest_ttl(ZONE) == 5
    assert smallest_ttl([]) is None
    assert [r.name for r in sorted_zone(ZONE)][:2] == ["example.org", "*.example.org"]
