# SPDX-License-Identifier: Apache-2.0
import pytest

from inheritance import (allele_counts, carriers, mendel_errors, passes, possible_children, recessive_candidates,
                         sharing)
from vcf_lines import VariantFile, alleles, info_value, read_depth

HEADER = "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tdad\tmum\tkid\n"


def make(*rows):
    text = "##x\n" + HEADER
    for pos, info, calls in rows:
        text += "\t".join(["chr1", str(pos), ".", "A", "G", "9", "PASS", info, "GT:DP"] + calls) + "\n"
    return VariantFile(text)


def test_reading():
    variants = make((7, "MQ=40;DB;AF=0.01", ["0/1:9", "0|0:9", "1/0:9"]))
    record = variants.records[0]
    assert variants.call(record, "kid") == "1/0:9"
    assert (info_value(record, "MQ"), info_value(record, "DB"), info_value(record, "M", "none")) == ("40", True, "none")
    with pytest.raises(ValueError):
        VariantFile(HEADER + "chr1\t5")


def test_calls():
    assert alleles("1|0:35:99") == (0, 1)
    assert alleles("./.:0") is None
    assert alleles("10/2") == (2, 10)
    assert (read_depth("0/1:12"), read_depth("0/1"), read_depth("0/1:.")) == (12, 0, 0)


def test_children():
    assert possible_children((0, 1), (0, 1)) == [(0, 0), (0, 1), (1, 1)]
    assert possible_children((1, 1), (0, 0)) == [(0, 1)]


def test_mendel_errors_respect_depth():
    variants = make(
        (1, "MQ=1", ["0/0:9", "0/0:9", "0/1:9"]),
        (2, "MQ=1", ["0/0:9", "0/0:2", "0/1:9"]),
        (3, "MQ=1", ["0/0:9", "0/1:9", "0/1:9"]),
        (4, "MQ=1", ["./.:9", "0/0:9", "1/1:9"]),
    )
    assert [r.pos for r in mendel_errors(variants, ("kid", "dad", "mum"), 5)] == [1]


def test_filters():
    good, rare, low = make((1, "MQ=30;AF=0.05", ["0/0"] * 3), (2, "MQ=30;AF=0.06", ["0/0"] * 3),
                           (3, "MQ=50;LOWCOMPLEX", ["0/0"] * 3)).records
    assert passes(good, 30, 0.05)
    assert not passes(rare, 30, 0.05)
    assert not passes(low, 30, 0.05)


def test_recessive_and_counts():
    variants = make((5, "MQ=40;AF=0.01", ["0/1:9", "0/1:9", "1/1:9"]), (9, "MQ=40", ["1/1:9", "0/1:9", "1/1:9"]))
    assert recessive_candidates(variants, ["kid"], ["dad", "mum"]) == [("chr1", 5)]
    assert allele_counts(variants, variants.records[0]) == {0: 2, 1: 4}
    assert carriers(make((1, "x", ["0/0", "./.", "0/2"])), make((1, "x", ["0/0", "./.", "0/2"])).records[0]) == ["kid"]
    assert sharing(variants, "dad", "kid") == 0.5
