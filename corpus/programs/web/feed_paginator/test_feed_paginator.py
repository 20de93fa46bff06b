# SPDX-License-Identifier: Apache-2.0
import pytest

from feedpages import BadRequest, Feed, decode_cursor, encode_cursor, keep, order, parse_filter

ROWS = [
    {"id": 1, "n": 5, "k": "b", "refs": [3, 9]},
    {"id": 2, "n": 3, "k": "a", "refs": [3, 1]},
    {"id": 3, "n": 5, "k": "a", "refs": []},
    {"id": 4, "n": 1, "k": "b", "refs": []},
]


def ids(page):
    return [item["id"] for item in page["items"]]


def test_filters():
    assert parse_filter("n:lt:4") == ("n", "lt", 4)
    assert parse_filter("k:eq:b:c") == ("k", "eq", "b:c")
    assert keep(ROWS[0], ["n:ge:5", "k:eq:b"]) and not keep(ROWS[0], ["zz:eq:1"])
    for bad in ("n", "n:like:3"):
        with pytest.raises(BadRequest):
            parse_filter(bad)


def test_bad_filter_is_reported_even_after_a_mismatch():
    with pytest.raises(BadRequest):
        keep(ROWS[0], ["n:eq:0", "n:like:3"])


def test_order_is_stable_both_ways():
    assert [r["id"] for r in order(ROWS, "-n")] == [1, 3, 2, 4]
    assert [r["id"] for r in order(ROWS, "k,-n")] == [3, 2, 1, 4]
    assert [r["id"] for r in order(ROWS, "")] == [1, 2, 3, 4]


def test_cursor_walk():
    feed = Feed(ROWS)
    first = feed.page(sort="n", limit=2)
    assert ids(first) == [4, 2] and first["total"] == 4
    second = feed.page(sort="n", limit=2, cursor=first["next"])
    assert ids(second) == [1, 3] and second["next"] == ""
    assert decode_cursor(encode_cursor(77)) == 77


def test_not_modified_and_change():
    feed = Feed(ROWS)
    tag = feed.page(limit=3)["etag"]
    assert feed.page(limit=3, if_none_match=tag) == {"status": 304, "etag": tag}
    feed.records[0]["n"] = 6
    assert feed.page(limit=3, if_none_match=tag)["status"] == 200


def test_bad_requests():
    feed = Feed(ROWS)
    for kwargs in ({"limit": 0}, {"cursor": "@@"}, {"cursor": encode_cursor(99)}):
        with pytest.raises(BadRequest):
            feed.page(**kwargs)


def test_expand_keeps_first_mention_order():
    feed = Feed(ROWS)
    assert [r["id"] for r in feed.expand(feed.page(), "refs")] == [3, 1]
