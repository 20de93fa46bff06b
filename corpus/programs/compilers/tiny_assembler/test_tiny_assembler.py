# SPDX-License-Identifier: Apache-2.0
import pytest

from asm16 import AsmError, assemble, bits, clean, listing, peephole, statements, symbol_table


def test_clean():
    assert clean("  add\t r1,   r2 ; sum") == "add r1, r2"
    assert clean("; nothing") == ""


def test_statements():
    assert statements("a: nop\n\n  jz r1, a") == [(1, "a", "nop", []), (3, None, "jz", ["r1", "a"])]
    assert statements("end:") == [(1, "end", None, [])]


def test_bits():
    assert bits(5, 4) == "0101"
    assert bits(9, 3) == "001"


def test_encoding():
    assert assemble("ldi r1, 0x1f") == [int("0010" + "001" + "000011111", 2)]
    assert assemble("x: hlt\njmp x") == [9 << 12, 5 << 12]


def test_peephole_cascades():
    items = statements("jmp a\nnop\nmov r1, r1\na: nop\nmov r1, r2")
    kept = peephole(items)
    assert [(i[1], i[2]) for i in kept] == [("a", "nop"), (None, "mov")]
    assert len(items) == 5


def test_labels_point_past_removed_code():
    items = peephole(statements("nop\nnop\nb: hlt\nend:"))
    assert symbol_table(items) == [("b", 0), ("end", 1)]


@pytest.mark.parametrize("source", ["frob r1", "add r1", "mov r9, r1", "jmp nowhere", "ldi r1, 512", "a: nop\na: nop"])
def test_errors(source):
    with pytest.raises(AsmError):
        assemble(source)


def test_listing():
    assert listing([1, 0xABCD]) == "000: 0001\n001: abcd\n"
