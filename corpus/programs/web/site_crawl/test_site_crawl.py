# SPDX-License-Identifier: Apache-2.0
from spiderling import Crawl, Robots, canonical, same_site

SITE = {
    "http://a.example/": '<title>Home</title><a href="/x">X</a><a href="y?b=2&a=1">Y</a><a href="#s">self</a>',
    "http://a.example/x": '<a href="/">back</a><a href="http://b.example">out</a><a href="/gone">g</a>',
    "http://a.example/y?a=1&b=2": '<a href="/x"><i>to</i>  x</a><a href="/secret/1">s</a>',
}


def test_canonical_forms():
    assert canonical("HTTP://A.Example:80") == "http://a.example/"
    assert canonical("http://a/p?z=1&utm_x=2&b=3#f") == "http://a/p?b=3&z=1"
    assert same_site("http://A/x", "http://a:80/y")


def test_robots_longest_rule_wins():
    robots = Robots("User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /*.pdf")
    assert not robots.permits("/a/x")
    assert robots.permits("/a/b/c")
    assert not robots.permits("/q/file.pdf")
    assert Robots("User-agent: other\nDisallow: /").permits("/")


def test_breadth_first_depths():
    crawl = Crawl("http://a.example", SITE.get, "User-agent: *\nDisallow: /secret").run()
    assert crawl.depth == {"http://a.example/": 0, "http://a.example/x": 1, "http://a.example/y?a=1&b=2": 1}
    assert crawl.blocked == ["http://a.example/secret/1"]
    assert crawl.external == ["http://b.example/"]


def test_report_and_broken_links():
    crawl = Crawl("http://a.example", SITE.get).run()
    rows = crawl.report()
    assert rows[0] == ("http://a.example/x", 1, 2, "")
    assert rows[1][:3] == ("http://a.example/", 0, 1) and rows[1][3] == "Home"
    assert crawl.broken_sources()["http://a.example/gone"] == ["http://a.example/x"]


def test_page_limit_and_labels():
    crawl = Crawl("http://a.example", SITE.get, max_pages=1).run()
    assert len(crawl.depth) == 1
    full = Crawl("http://a.example", SITE.get).run()
    assert ("http://a.example/y?a=1&b=2", "http://a.example/x", "to x") in [
        (s, t, " ".join(label.split())) for s, t, label in full.links]
