# SPDX-License-Identifier: Apache-2.0
"""Scalar clean-up of a single SSA block, repeated until nothing changes."""
import copy

from irblock import Ins, show

PURE = ["add", "sub", "mul", "shl", "and", "or", "neg", "copy"]
COMMUTATIVE = ["add", "mul", "and", "or"]


def evaluate(op, args):
    table = {
        "add": lambda a, b: a + b,
        "sub": lambda a, b: a - b,
        "mul": lambda a, b: a * b,
        "shl": lambda a, b: a << (b & 31),
        "and": lambda a, b: a & b,
        "or": lambda a, b: a | b,
        "neg": lambda a: -a,
        "copy": lambda a: a,
    }
    value = table[op](*args) & 0xFFFFFFFF
    return value - (1 << 32) if value >> 31 else value


def fold_constants(code):
    out = []
    for ins in code:
        if ins.op in PURE and ins.op != "copy" and all(isinstance(a, int) for a in ins.args):
            ins = Ins("copy", ins.dest, (evaluate(ins.op, ins.args),))
        elif ins.op == "mul" and 0 in ins.args:
            ins = Ins("copy", ins.dest, (0,))
        elif ins.op in ("add", "or") and 0 in ins.args:
            ins = Ins("copy", ins.dest, (ins.args[1] if ins.args[0] == 0 else ins.args[0],))
        out.append(ins)
    return out


def replace_uses(code, old, new):
    return [Ins(i.op, i.dest, tuple(new if a == old else a for a in i.args)) for i in code]


def propagate_copies(code):
    k = 0
    while k < len(code):
        ins = code[k]
        if ins.op == "copy":
            code = code[:k + 1] + replace_uses(code[k + 1:], ins.dest, ins.args[0])
        k += 1
    return code


def expression_key(ins):
    args = ins.args
    if ins.op in COMMUTATIVE:
        args = tuple(sorted(args, key=str))
    return (ins.op, args)


def eliminate_common(code):
    """A repeated pure expression becomes a copy of the first; loads do not survive a store."""
    available = []
    out = []
    for ins in code:
        if ins.op == "store":
            available = [(k, d) for k, d in available if k[0] != "load"]
        if ins.op in PURE or ins.op == "load":
            for key, dest in available:
                if key == expression_key(ins) and ins.op != "copy":
                    ins = Ins("copy", ins.dest, (dest,))
                    break
            else:
                available.append((expression_key(ins), ins.dest))
        out.append(ins)
    return out


def used_names(code):
    names = []
    for ins in code:
        for arg in ins.args:
            if isinstance(arg, str) and arg not in names:
                names.append(arg)
    return names


def drop_dead(code):
    return [ins for ins in code if ins.op not in PURE + ["load"] or ins.dest in used_names(code)]


PASSES = (fold_constants, propagate_copies, eliminate_common, drop_dead)


def optimise(code, limit=20):
    """(code, rounds needed)."""
    for number in range(limit):
        before = copy.deepcopy(code)
        for run in PASSES:
            code = run(code)
        if show(before) == show(code):
            return code, number + 1
    return code, limit
