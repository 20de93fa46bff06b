# SPDX-License-Identifier: Apache-2.0
import pytest
from mixtape import Track, improve, key_distance, roughness, sides, smooth_order, spread_artists, transition_cost


def t(title, artist="x", bpm=100, seconds=200, key="8A"):
    return Track(title, artist, bpm, seconds, key)


def test_key_distance_goes_round_the_wheel():
    assert key_distance("12A", "1A") == 1
    assert key_distance("3a", "9B") == 7
    with pytest.raises(ValueError):
        key_distance("13A", "1A")


def test_double_tempo_is_smooth():
    assert transition_cost(t("a", bpm=70), t("b", bpm=140)) == 0
    assert transition_cost(t("a", bpm=100), t("b", bpm=104, key="9A")) == 4.0


def test_spread_keeps_every_track_and_separates_artists():
    tracks = [t(f"a{n}", "A") for n in range(3)] + [t(f"b{n}", "B") for n in range(3)]
    queue = spread_artists(tracks, 1, spacing=1)
    assert sorted(x.title for x in queue) == sorted(x.title for x in tracks)
    assert all(p.artist != q.artist for p, q in zip(queue, queue[1:]))
    assert spread_artists([], 1) == []


def test_single_artist_still_works():
    assert len(spread_artists([t("a"), t("b")], 3)) == 2


def test_smooth_order_first_of_equals():
    chain = smooth_order([t("c", bpm=120), t("b", bpm=120), t("a", bpm=90)])
    assert [x.title for x in chain] == ["a", "b", "c"]
    assert smooth_order([]) == []


def test_improve_never_gets_worse():
    queue = [t("a", key="1A"), t("b", key="7A"), t("c", key="2A"), t("d", key="8A")]
    better = improve(queue, 4)
    assert roughness(better) < roughness(queue)
    assert better[0] is queue[0] and set(better) == set(queue)


def test_sides():
    tracks = [t("a", seconds=50), t("b", seconds=30), t("long", seconds=999), t("c", seconds=10)]
    assert [[x.title for x in side] for side in sides(tracks, 1)] == [["a"], ["b", "c"]]
