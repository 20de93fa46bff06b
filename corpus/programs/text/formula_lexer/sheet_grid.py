# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from sheet_formula import FormulaError, to_postfix, tokenize


def column_number(letters: str) -> int:
    n = 0
    for ch in letters:
        n = n * 26 + "ABCDEFGHIJKLMNOPQRSTUVWXYZ".index(ch) + 1
    return n


def column_letters(n: int) -> str:
    letters = ""
    while n:
        n, rest = divmod(n - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def split_ref(ref: str) -> tuple[int, int]:
    letters = ref.rstrip("0123456789")
    return column_number(letters), int(ref[len(letters):])


def apply_op(op: str, stack: list) -> None:
    if op == "neg":
        stack.append(-stack.pop())
        return
    b, a = stack.pop(), stack.pop()
    table = {
        "+": lambda: a + b, "-": lambda: a - b, "*": lambda: a * b, "/": lambda: a / b if b else 0.0,
        "^": lambda: a ** b, "=": lambda: float(a == b), "<>": lambda: float(a != b), "<": lambda: float(a < b),
        ">": lambda: float(a > b), "<=": lambda: float(a <= b), ">=": lambda: float(a >= b),
    }
    stack.append(table[op]())


def call(name: str, args: list):
    flat = [x for arg in args for x in (arg if isinstance(arg, list) else [arg])]
    if name == "IF":
        return args[1] if args[0] else args[2]
    if name == "ROUND":
        return round(args[0], int(args[1]))
    if name == "AVG":
        return sum(flat) / len(flat)
    return {"SUM": sum, "MIN": min, "MAX": max, "COUNT": len, "ABS": lambda xs: abs(xs[0])}[name](flat)


class Grid:
    def __init__(self) -> None:
        self.cells: dict[str, str] = {}

    def put(self, ref: str, content: str) -> None:
        self.cells[ref] = content

    def value(self, ref: str, trail: tuple = ()) -> float:
        """The cell's value; empty cells are 0, a leading '=' starts a formula."""
        if ref in trail:
            raise FormulaError("circular reference: " + " -> ".join(trail + (ref,)))
        content = self.cells.get(ref, "")
        if not content.startswith("="):
            return float(content or 0)
        stack: list = []
        for step in to_postfix(tokenize(content[1:])):
            if step[0] == "push":
                stack.append(step[1])
            elif step[0] == "cell":
                stack.append(self.value(step[1], trail + (ref,)))
            elif step[0] == "range":
                stack.append([self.value(r, trail + (ref,)) for r in self.refs(step[1])])
            elif step[0] == "op":
                apply_op(step[1], stack)
            else:
                args = stack[-step[2]:]
                del stack[-step[2]:]
                stack.append(call(step[1], args))
        return stack.pop()

    def refs(self, text: str) -> list[str]:
        (c1, r1), (c2, r2) = [split_ref(part) for part in text.split(":")]
        return [column_letters(c) + str(r) for r in range(r1, r2 + 1) for c in range(c1, c2 + 1)]
