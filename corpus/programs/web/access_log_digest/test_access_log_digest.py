# SPDX-License-Identifier: Apache-2.0
from logdigest import Hit, busiest_hours, digest, is_robot, page_table, percentile, read_line, visits

LINE = '1.2.3.4 - bob [02/Jan/2023:03:04:05] "GET /a/?x=1 HTTP/1.1" 200 - 17 "Mozilla"'


def hit(ip="1.1.1.1", when=0, path="/", status=200, size=10, millis=5):
    return Hit(ip, when, "GET", path, status, size, millis, "Mozilla")


def test_read_line_fields():
    h = read_line(LINE)
    assert (h.ip, h.path, h.size, h.millis) == ("1.2.3.4", "/a/?x=1", 0, 17)
    assert h.when == 1672628645
    assert read_line("garbage") is None


def test_percentile_nearest_rank():
    assert percentile([5, 1, 3, 2, 4], 50) == 3
    assert percentile([7], 99) == 7
    assert percentile(list(range(1, 101)), 95) == 95


def test_page_table_groups_queries_and_slashes():
    table = page_table([hit(path="/a/"), hit(path="/a?z=1", ip="2.2.2.2", status=502), hit(path="/")])
    assert list(table) == ["/a", "/"]
    assert table["/a"]["visitors"] == 2 and table["/a"]["errors"] == 1
    assert table["/"]["bytes"] == 10


def test_visits_split_on_gap():
    hits = [hit(when=0), hit(when=100), hit(when=5000), hit(when=20, ip="0.0.0.1")]
    assert visits(hits, gap=1000) == [("1.1.1.1", 0, 100, 2), ("0.0.0.1", 20, 20, 1), ("1.1.1.1", 5000, 5000, 1)]


def test_robots_and_hours():
    assert is_robot("GoodBOT/2") and not is_robot("Mozilla/5.0")
    assert busiest_hours([hit(when=10), hit(when=4000), hit(when=4001)], top=1) == [(1, 2)]


def test_digest_counts_bad_lines():
    report = digest([LINE, "", LINE.replace("Mozilla", "wget")])
    assert report["bad"] == 1 and report["robots"] == 1
    assert report["pages"]["/a"]["hits"] == 1
    assert digest([])["visits"] == []
