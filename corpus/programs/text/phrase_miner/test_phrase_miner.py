# SPDX-License-Identifier: Apache-2.0
import math

from phraseminer import Phrase, contains, drop_subsumed, link_phrases, mine, ngrams, rank, sentences


def test_sentences():
    assert sentences("Heat pump, (peak) load! Next; -") == [["heat", "pump", "peak", "load"], ["next"], ["-"]]
    assert sentences("") == []


def test_ngrams_do_not_cross_sentences():
    assert ngrams([["a", "b", "c"], ["d"]], 2) == [("a", "b"), ("b", "c")]


def test_mine_scores():
    phrases = mine("heat pump. heat pump. heat pump. cold day.", max_len=2)
    assert len(phrases) == 1
    assert phrases[0].words == ("heat", "pump") and phrases[0].count == 3
    assert math.isclose(phrases[0].score, math.log2(0.75 / (3 / 8) ** 2))


def test_stop_words_at_the_ends():
    text = "the cost of capital. " * 3
    assert [p.words for p in mine(text)] == [("cost", "of", "capital")]


def test_subsumed_phrases_go():
    a, b, c = Phrase(("x", "y"), 10, 1.0), Phrase(("x", "y", "z"), 8, 1.0), Phrase(("y", "z"), 11, 1.0)
    assert drop_subsumed([a, b, c]) == [b, c]
    assert contains(b.words, c.words) and not contains(a.words, c.words)


def test_rank_and_links():
    a, b = Phrase(("x", "y"), 3, 1.0), Phrase(("x", "y", "z"), 3, 1.0)
    assert rank([b, a]) == [a, b]
    assert rank([b, a], 1) == [a]
    assert link_phrases("x y z. X y w x", [a, b]) == "x_y_z x_y w x"
