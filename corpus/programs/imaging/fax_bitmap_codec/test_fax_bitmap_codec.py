# SPDX-License-Identifier: Apache-2.0
import pytest

from faxcodes import TABLES, code_for, is_prefix, run_for
from faxrows import EOL, decode_line, decode_page, encode_line, encode_page, ink_ratio, runs_of


def test_runs_start_with_white():
    assert runs_of([1, 1, 0, 1]) == [0, 2, 1, 1]
    assert runs_of([0, 0]) == [2]
    assert runs_of([]) == []


def test_codes_are_prefix_free():
    for table in TABLES:
        codes = [code for _, code in table]
        assert len(set(codes)) == 65
        assert not any(a != b and b.startswith(a) for a in codes for b in codes)


def test_table_lookups_agree():
    assert run_for(1, code_for(1, 37)) == 37
    assert run_for(0, "1") is None
    assert is_prefix(0, "0110")
    assert not is_prefix(0, "00")
    with pytest.raises(KeyError):
        code_for(0, 65)


@pytest.mark.parametrize("line", [[0] * 64, [1] * 63, [0] * 200 + [1], [1, 0] * 20, [0] * 128 + [1] * 64])
def test_round_trip(line):
    assert decode_line(encode_line(line), len(line)) == line


def test_page_round_trip():
    page = [[0, 0, 0, 1], [1, 1, 1, 1], [0, 0, 0, 0]]
    assert decode_page(encode_page(page), 4) == page
    assert encode_page(page).count(EOL) == 3
    assert ink_ratio(page) == 5 / 12


def test_damage_is_noticed():
    with pytest.raises(ValueError):
        decode_line("00", 3)
    with pytest.raises(ValueError):
        decode_line(encode_line([0, 0, 1]), 2)
    with pytest.raises(ValueError):
        decode_line(encode_line([0, 0, 1])[:-1], 3)
