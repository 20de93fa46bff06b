# SPDX-License-Identifier: Apache-2.0
import pytest

from shelf_index import ShelfIndex
from shelfwords import stem, terms


@pytest.fixture
def shelf():
    index = ShelfIndex()
    index.add("A", "Walking in the winter garden, walking alone.")
    index.add("B", "The garden of winter")
    index.add("C", "Winters and engines")
    return index


def test_stemming():
    assert [stem(w) for w in ("walking", "ponies", "bring", "engines", "ties")] == [
        "walk", "pony", "bring", "engin", "tie"]


def test_terms_keep_positions_and_drop_stop_words():
    assert terms("The garden of Winter") == [(1, "garden"), (3, "winter")]


def test_postings_are_unique_and_ascending(shelf):
    assert shelf.postings["winter"] == [0, 1, 2]
    assert shelf.postings["walk"] == [0]
    assert shelf.frequency("walk", 0) == 2


def test_match_modes(shelf):
    assert shelf.match_all(["winter", "garden"]) == [0, 1]
    assert shelf.match_any(["engin", "walk"]) == [0, 2]
    assert shelf.match_all([]) == []


def test_phrase_respects_distance(shelf):
    assert [t for t, _ in shelf.search('"winter garden"')] == ["A"]
    assert [t for t, _ in shelf.search('"garden of winter"')] == ["B"]


def test_ranking_and_removal(shelf):
    titles = [t for t, _ in shelf.search("winter engines")]
    assert titles[0] == "C" and set(titles) == {"A", "B", "C"}
    shelf.remove(2)
    assert [t for t, _ in shelf.search("engines")] == []
    assert shelf.suggest("eng") == []
    assert shelf.suggest("w") == ["walk", "winter"]
