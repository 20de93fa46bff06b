# SPDX-License-Identifier: Apache-2.0
import pytest

from negotiate import (NotAcceptable, Variant, choose, language_rank, media_rank, negotiate, parse_prefs, quality,
                       split_quoted)


def test_split_respects_quotes():
    assert split_quoted('a;b="x;y";c', ";") == ["a", 'b="x;y"', "c"]
    assert split_quoted("", ",") == [""]


def test_prefs_order_and_q_clamping():
    prefs = parse_prefs("a;q=0.5, b;q=7, c;q=oops,, d")
    assert [(p.value, p.q) for p in prefs] == [("b", 1.0), ("d", 1.0), ("a", 0.5), ("c", 0.0)]


def test_most_exact_preference_decides():
    header = "text/*;q=0.9, text/plain;q=0.1, */*;q=0.3"
    assert quality(header, "text/plain", media_rank) == 0.1
    assert quality(header, "text/html", media_rank) == 0.9
    assert quality(header, "image/png", media_rank) == 0.3


def test_server_order_breaks_ties():
    assert choose("b/b, a/a", ["a/a", "b/b"], media_rank) == "a/a"
    assert choose("  ", ["z/z", "a/a"], media_rank) == "z/z"
    with pytest.raises(NotAcceptable):
        choose("x/y", ["a/a"], media_rank)


def test_parameters_must_match():
    assert media_rank(parse_prefs("a/b;v=2")[0], "a/b;v=2") == 4
    assert media_rank(parse_prefs("a/b;v=2")[0], "a/b") == 0


def test_language_prefix():
    pref = parse_prefs("en-GB")[0]
    assert [language_rank(pref, o) for o in ("en-gb", "en", "fr")] == [3, 2, 0]


def test_negotiate_end_to_end():
    variants = [Variant("text/html", "en", 9000), Variant("text/html", "fr", 9000), Variant("text/plain", "de", 10)]
    headers = {"accept": "text/html", "accept-language": "fr", "accept-encoding": "gzip;q=0.5, br;q=0.9"}
    variant, coding = negotiate(headers, variants)
    assert (variant.language, coding) == ("fr", "br")
    variant, coding = negotiate({"accept": "text/plain", "accept-language": "en", "accept-encoding": "gzip"}, variants)
    assert (variant.language, coding) == ("de", "identity")
