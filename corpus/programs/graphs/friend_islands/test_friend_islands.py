# SPDX-License-Identifier: Apache-2.0
from islands import cliquishness, friend_map, friends_of, go_betweens, introductions, islands, spread

PAIRS = [("ann", "bob"), ("bob", "cat"), ("cat", "ann"), ("cat", "dan"), ("eve", "fay"), ("dan", "gus")]


def test_islands_by_size():
    assert islands(PAIRS) == [["ann", "bob", "cat", "dan", "gus"], ["eve", "fay"]]
    assert islands([]) == []
    assert islands([("y", "z"), ("a", "b")]) == [["a", "b"], ["y", "z"]]


def test_friends_keep_order_of_mention_without_repeats():
    assert friends_of(PAIRS + [("dan", "cat")], "cat") == ["bob", "ann", "dan"]
    assert friend_map(PAIRS)["gus"] == ["dan"]


def test_gossip_rounds():
    assert spread(PAIRS, "ann") == {"ann": 0, "bob": 1, "cat": 1, "dan": 2, "gus": 3}


def test_go_betweens():
    assert go_betweens(PAIRS) == ["cat", "dan"]
    assert go_betweens([("m", "a"), ("m", "b")]) == ["m"]
    assert go_betweens([("a", "b")]) == []


def test_cliquishness():
    assert cliquishness(PAIRS, "ann") == 1.0
    assert cliquishness(PAIRS, "cat") == 1 / 3
    assert cliquishness(PAIRS, "gus") == 0.0


def test_introductions():
    assert introductions(PAIRS, "gus") == [("cat", 1)]
    assert introductions(PAIRS + [("ann", "dan")], "gus") == [("ann", 1), ("cat", 1)]
    assert introductions(PAIRS, "eve") == []
