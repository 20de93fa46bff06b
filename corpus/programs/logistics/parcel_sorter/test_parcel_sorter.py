# SPDX-License-Identifier: Apache-2.0
import pytest

from chutes import ChutePlan, Sorter
from labels_scan import LabelError, check_digit, read_label


def label(serial, postcode="SW1A2", service="ST"):
    return "%s%s%dGB/%s" % (service, serial, check_digit(serial), postcode)


def test_check_digit():
    assert check_digit("47312482") == 9
    assert check_digit("00000000") == 5


def test_read_label():
    parcel = read_label("ex 4731 2482 9gb / sw1a 2")
    assert parcel == {"service": "EX", "serial": "47312482", "country": "GB", "postcode": "SW1A2"}
    for text in ("EX473124828GB/SW1", "ZZ473124829GB/SW1", "EX473124829GB", ""):
        with pytest.raises(LabelError):
            read_label(text)


def test_longest_prefix_then_first_rule():
    plan = ChutePlan([("S", 1), ("SW1", 2), ("SW", 3), ("SW1", 4)], overflow=9)
    assert [plan.chute_for(p) for p in ("SW1A", "SW9", "SE5", "N1")] == [2, 3, 1, 9]
    assert plan.lookups == 4


def test_sacks_close_when_full():
    sorter = Sorter(ChutePlan([("SW", 7)]), 2)
    assert sorter.feed(label("11111111")) == 7
    assert sorter.feed(label("22222222")) == 7
    assert sorter.feed(label("33333333", "N1", "EX")) == 0
    assert len(sorter.sacks) == 1
    assert sorter.finish() == 2
    assert sorter.load_per_chute() == {0: 1, 7: 2}


def test_double_labels():
    sorter = Sorter(ChutePlan([]), 5)
    assert sorter.feed(label("11111111")) == 0
    assert sorter.feed(label("11111111")) is None
    assert sorter.feed("junk") is None
    assert len(sorter.rejected) == 2
    assert sorter.rejected[1] == "unreadable: junk"


def test_manifest_order():
    sorter = Sorter(ChutePlan([("A", 2), ("B", 1)]), 1)
    for text in (label("00000019", "A"), label("00000027", "B"), label("00000035", "A", "EX")):
        sorter.feed(text)
    assert sorter.manifest() == ["EX 02   1 0035", "ST 01   1 0027", "ST 02   1 0019"]
