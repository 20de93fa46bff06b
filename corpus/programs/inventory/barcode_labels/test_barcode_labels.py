# SPDX-License-Identifier: Apache-2.0
import pytest
from ean_symbols import check_digit, complete, decode, is_valid, modules
from label_printer import caption, print_job, run_lengths


@pytest.mark.parametrize("twelve, digit", [("400638133393", 1), ("590123412345", 7), ("000000000000", 0)])
def test_check_digit(twelve, digit):
    assert check_digit(twelve) == digit
    assert complete(twelve) == twelve + str(digit)


def test_invalid_codes():
    assert not is_valid("4006381333932")
    assert not is_valid("400638133393")
    with pytest.raises(ValueError):
        complete("40063813339x")
    with pytest.raises(ValueError):
        modules("4006381333932")


def test_symbol_shape():
    bars = modules("5901234123457")
    assert len(bars) == 95
    assert bars[:3] == bars[-3:] == "101" and bars[45:50] == "01010"
    assert bars[3:10] == "0001011"


def test_decode_is_the_inverse():
    for code in (complete("590123412345"), complete("012345678901"), complete("978020137962")):
        assert decode(modules(code)) == code
    with pytest.raises(ValueError):
        decode("0" * 95)


def test_run_lengths_sum_to_symbol():
    assert run_lengths("1101000") == [2, 1, 1, 3]
    assert sum(run_lengths(modules("5901234123457"))) == 95


def test_caption_wraps():
    assert caption("roasted almonds", 8) == ["roasted", "almonds"]
    assert caption("abcdefghij k", 4) == ["abcd", "k"]
    assert caption("") == [""]


def test_job_skips_repeated_articles():
    job = print_job([("tea", "400638133393"), ("tea again", "400638133393")], 2)
    assert job.count("^LABEL") == 2 and "again" not in job
    assert job.startswith("^START\n^LABEL 1/2\n^TEXT tea\n^BARS 1,1,1,")
