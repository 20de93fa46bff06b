# SPDX-License-Identifier: Apache-2.0
import pytest

import access_log

LINE = '10.0.0.7 - ann [day+3s] "GET /item/4 HTTP/1.1" 200 512 "-" mozilla linux'


def test_parses_the_fields_of_a_line():
    assert access_log.parse_line(LINE) == access_log.Hit("10.0.0.7", "/item/4", 200, 512)


def test_a_dash_means_no_bytes():
    assert access_log.parse_line(LINE.replace(" 512 ", " - ")).size == 0


@pytest.mark.parametrize("line", ["garbage", '1.2.3.4 - - [x] "GET /" 200 1 "-"'])
def test_refuses_lines_in_another_format(line):
    with pytest.raises(access_log.LogFormatError):
        access_log.parse_line(line)


def test_client_ignores_white_space_in_front():
    assert access_log.client_of("  10.1.1.1\t- -") == "10.1.1.1"


def test_an_empty_line_has_no_client():
    with pytest.raises(IndexError):
        access_log.client_of("   ")


def test_popular_breaks_ties_by_name():
    assert access_log.popular(["b", "a", "c", "c", "a", "b", "d"], 3) == [
        ("a", 2), ("b", 2), ("c", 2)]
    assert access_log.popular([], 3) == []


def test_summary_of_a_small_log():
    summary = access_log.summarise(["# header", LINE, "", "garbage", LINE.replace("200", "404")])
    assert summary["hits"] == 2
    assert summary["unreadable"] == 1
    assert summary["pages"] == [("/item/4", 2)]
    assert summary["troublemakers"] == [("10.0.0.7", 1)]
    assert summary["bytes"] == {"2xx": 512, "3xx": 0, "4xx": 512, "5xx": 0}
