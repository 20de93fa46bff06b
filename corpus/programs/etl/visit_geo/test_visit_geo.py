# SPDX-License-Identifier: Apache-2.0
from ip_ranges import RangeTable, ip_to_int, parse_cidr
from visit_enrichment import browser, busiest_minute, country_report, is_bot, is_private, pipeline


def make_table():
    table = RangeTable()
    table.add("20.0.0.0/8", "US", "wide")
    table.add("20.5.0.0/16", "FR", "narrow")
    table.add("20.5.0.0/16", "DE", "later")
    return table


def test_numbers():
    assert ip_to_int("1.2.3.4") == 16909060
    assert parse_cidr("10.1.2.3/24") == (ip_to_int("10.1.2.0"), ip_to_int("10.1.2.255"))


def test_narrowest_range_first_of_equals():
    table = make_table()
    assert table.lookup("20.5.7.7")[2:] == ("FR", "narrow")
    assert table.lookup("20.6.0.0")[2] == "US"
    assert table.lookup("21.0.0.0") is None


def test_private():
    assert is_private("172.31.255.255") and is_private("10.0.0.1")
    assert not is_private("172.32.0.0")


def test_agents():
    assert is_bot("Mozilla GoogleBot") and not is_bot("Firefox/1")
    assert browser("Chrome/1 Safari/2 Edg/3") == "Edge"
    assert browser("Lynx") == "other"


def test_pipeline():
    visits = [{"ip": "20.5.0.1", "agent": "Firefox/1", "bytes": 5, "second": 0},
              {"ip": "10.5.0.1", "agent": "Firefox/1", "bytes": 5, "second": 0},
              {"ip": "99.5.0.1", "agent": "wget/1", "bytes": 5, "second": 0},
              {"ip": "99.5.0.1", "agent": "opera", "bytes": 5, "second": 0}]
    out = pipeline(visits, make_table())
    got = [(v["country"], v["network"], v["browser"]) for v in out]
    assert got == [("FR", "narrow", "Firefox"), ("??", "", "other")]
    assert "country" not in visits[0]


def test_report_order():
    visits = [{"country": c, "ip": ip, "bytes": 2} for c, ip in
              (("FR", "a"), ("DE", "a"), ("FR", "a"), ("AT", "b"), ("FR", "c"))]
    assert country_report(visits) == [("FR", 3, 2, 6), ("AT", 1, 1, 2), ("DE", 1, 1, 2)]
    assert country_report([]) == []


def test_busiest_minute():
    assert busiest_minute([{"second": s} for s in (200, 61, 70, 190)]) == 1
    assert busiest_minute([]) is None
