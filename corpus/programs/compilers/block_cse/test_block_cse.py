# SPDX-License-Identifier: Apache-2.0
from irblock import Ins, parse, show
from scalar_passes import drop_dead, eliminate_common, evaluate, fold_constants, optimise, propagate_copies


def run(text):
    return show(optimise(parse(text))[0])


def test_parse_and_show():
    text = "a = param 0\nb = add a, -3\nret b\n"
    assert show(parse(text)) == text
    assert parse("; only a comment\n\n") == []
    assert parse("x = copy 5")[0] == Ins("copy", "x", (5,))


def test_arithmetic_wraps():
    assert evaluate("add", (2147483647, 1)) == -2147483648
    assert evaluate("neg", (5,)) == -5
    assert evaluate("shl", (1, 33)) == 2


def test_folding():
    code = fold_constants(parse("a = mul x, 0\nb = add 0, y\nc = sub 7, 2"))
    assert [i.args for i in code] == [(0,), ("y",), (5,)]


def test_copies_are_propagated_downwards_only():
    code = propagate_copies(parse("p = add b, 1\nb = copy a\nc = add b, b"))
    assert code[0].args == ("b", 1)
    assert code[2].args == ("a", "a")


def test_common_expressions_commute():
    code = eliminate_common(parse("x = add a, b\ny = add b, a\nz = sub a, b\nw = sub b, a"))
    assert [i.op for i in code] == ["add", "copy", "sub", "sub"]


def test_store_kills_loads():
    code = eliminate_common(parse("x = load p\ny = load p\nstore p, 1\nz = load p"))
    assert [i.op for i in code] == ["load", "copy", "store", "load"]


def test_dead_code():
    assert show(drop_dead(parse("a = add 1, 2\nstore p, 3\nret p"))) == "store p, 3\nret p\n"


def test_everything_collapses():
    assert run("a = copy 6\nb = mul a, 7\nc = add b, 0\nd = sub c, c\nret c") == "ret 42\n"
    assert optimise([])[1] == 1
