# SPDX-License-Identifier: Apache-2.0
from edge_cache_core import EdgeCache, Response
from edge_directives import lifetime, parse_cache_control, storable, vary_values


def origin_of(control, vary=None, body="body"):
    calls = []

    def origin(url, request_headers):
        calls.append(url)
        headers = {"cache-control": control}
        if vary:
            headers["vary"] = vary
        return Response(200, headers, f"{body}{len(calls)}")

    return origin


def test_parse_directives():
    assert parse_cache_control('Public, max-age="5",, no-store') == {"public": None, "max-age": "5", "no-store": None}
    assert lifetime({"cache-control": "max-age=9, s-maxage=x"}) == 0
    assert lifetime({"cache-control": "max-age=9"}) == 9


def test_storable_rules():
    assert storable(200, {"cache-control": "max-age=3"})
    assert not storable(500, {"cache-control": "max-age=3"})
    assert not storable(200, {"cache-control": "max-age=3", "vary": "*"})
    assert not storable(200, {"cache-control": "private, max-age=3"})


def test_hit_stale_miss():
    cache = EdgeCache(1000)
    origin = origin_of("max-age=10, stale-while-revalidate=5")
    assert cache.fetch("/a", {}, 0, origin) == ("miss", "body1")
    assert cache.fetch("/a", {}, 9, origin) == ("hit", "body1")
    assert cache.fetch("/a", {}, 12, origin) == ("stale", "body1")
    assert cache.fetch("/a", {}, 13, origin) == ("hit", "body2")
    assert cache.fetch("/a", {}, 40, origin) == ("miss", "body3")
    assert len(cache.entries) == 1


def test_vary_keeps_variants_apart():
    cache = EdgeCache(1000)
    origin = origin_of("max-age=10", vary="Accept-Language")
    cache.fetch("/a", {"accept-language": "de"}, 0, origin)
    assert cache.fetch("/a", {"accept-language": "en"}, 0, origin)[0] == "miss"
    assert cache.fetch("/a", {"accept-language": "de"}, 0, origin)[0] == "hit"
    assert vary_values("B, a", {"a": "1"}) == (("a", "1"), ("b", ""))


def test_eviction_of_least_recently_used():
    cache = EdgeCache(15)
    origin = origin_of("max-age=100")
    for url in ("/1", "/2", "/3", "/1", "/4"):
        cache.fetch(url, {}, 0, origin)
    assert [e.url for e in cache.entries] == ["/1", "/3", "/4"]
    assert cache.stats.evictions == 1


def test_invalidate_prefix_and_oversize():
    cache = EdgeCache(20)
    cache.fetch("/img/1", {}, 0, origin_of("max-age=9"))
    cache.fetch("/doc/1", {}, 0, origin_of("max-age=9"))
    assert cache.invalidate("/img") == 1
    assert cache.fetch("/big", {}, 0, origin_of("max-age=9", body="y" * 50))[0] == "miss"
    assert [e.url for e in cache.entries] == ["/doc/1"]
