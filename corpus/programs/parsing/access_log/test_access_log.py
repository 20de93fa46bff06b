# SPDX-License-Identifier: Apache-2.0
from combined_log import parse_line, parse_log
from traffic_report import hourly_load, status_classes, suspicious_hosts, top_paths


def make(host="h", second=0, path="/a", status=200, size="10", zone="+0000"):
    when = f"01/Jan/1970:{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d} {zone}"
    return f'{host} - bob [{when}] "GET {path} HTTP/1.1" {status} {size} "-" "UA"'


def test_fields():
    ln = parse_line(make(path="/a/b?x=1", size="-", second=61))
    assert (ln.host, ln.user, ln.method, ln.path, ln.status, ln.size, ln.timestamp) == \
        ("h", "bob", "GET", "/a/b", 200, 0, 61)


def test_zones():
    assert parse_line(make(second=7200, zone="+0130")).timestamp == 1800
    assert parse_line(make(second=0, zone="-0100")).timestamp == 3600


def test_odd_requests():
    assert parse_line("nonsense") is None
    empty = parse_line('h - - [01/Jan/1970:00:00:00 +0000] "" 400 0 "-" "-"')
    assert empty.method == "" and empty.path == ""
    quoted = parse_line('h - - [01/Jan/1970:00:00:00 +0000] "GET /\\"x" 400 0 "-" "-"')
    assert quoted.path == '/\\"x'


def test_parse_log_reports_bad_lines():
    lines, bad = parse_log(make() + "\n\nwhat\n" + make())
    assert len(lines) == 2 and bad == [3]


def test_top_paths_without_static():
    lines, _ = parse_log("\n".join(make(path=p) for p in ("/b", "/a", "/x.PNG", "/c", "/c", "/s.js?v=3")))
    assert top_paths(lines, 2) == [("/c", 2, 20), ("/a", 1, 10)]


def test_status_and_hours():
    lines, _ = parse_log("\n".join([make(second=10, status=404), make(second=7300, status=301)]))
    assert status_classes(lines) == {"1xx": 0, "2xx": 0, "3xx": 1, "4xx": 1, "5xx": 0}
    assert hourly_load(lines) == {0: 1, 1: 0, 2: 1}
    assert hourly_load([]) == {}


def test_suspicious_window():
    quick = [make("bad", s, status=404) for s in (0, 20, 60)]
    calm = [make("calm", s, status=404) for s in (0, 50, 61)]
    lines, _ = parse_log("\n".join(quick + calm))
    assert suspicious_hosts(lines, limit=2) == ["bad"]
