# SPDX-License-Identifier: Apache-2.0
import pytest

from pocketvm import Machine, Program, VmError, execute


def test_arithmetic():
    assert execute("push 7\npush 2\nsub\nprint\npush -7\npush 2\ndiv\nprint") == [5, -4]


def test_labels_share_a_line_or_stand_alone():
    program = Program("a:\n  push 1 // one\nb: print\n")
    assert program.address("a") == 0
    assert program.address("b") == 1
    with pytest.raises(VmError):
        program.address("c")


def test_first_label_wins():
    assert Program("x: push 1\nx: push 2").address("x") == 0


def test_locals_belong_to_the_frame():
    source = "push 5\nsave v\ncall f\nload v\nprint\nhalt\nf: push 9\nsave v\nret"
    assert execute(source) == [5]


def test_jz():
    assert execute("push 0\njz end\npush 1\nprint\nend: push 2\nprint") == [2]
    with pytest.raises(VmError):
        execute("push 1\njz nowhere\n")


@pytest.mark.parametrize("source", ["add", "load q", "push 1\npush 0\ndiv", "frob"])
def test_errors(source):
    with pytest.raises(VmError):
        execute(source)


def test_limits_and_trace():
    machine = Machine(Program("again: jump again"), 20)
    with pytest.raises(VmError):
        machine.run()
    assert len(machine.recent) == 8
    assert machine.recent[-1] == "0000 jump   again depth=0"
    assert execute("ret\npush 1\nprint") == []
