# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
from dataclasses import dataclass

TOKEN_KINDS = [
    ("number", r"\d+(?:\.\d+)?"),
    ("range", r"[A-Z]{1,2}\d+:[A-Z]{1,2}\d+"),
    ("cell", r"[A-Z]{1,2}\d+"),
    ("name", r"[A-Z]+"),
    ("op", r"<=|>=|<>|[-+*/^<>=]"),
    ("open", r"\("),
    ("close", r"\)"),
    ("comma", r","),
    ("blank", r"[ \t]+"),
    ("newline", r"\n"),
]

PRECEDENCE = {"=": 1, "<>": 1, "<": 1, ">": 1, "<=": 1, ">=": 1, "+": 2, "-": 2, "*": 3, "/": 3, "neg": 4, "^": 5}
FUNCTIONS = ["SUM", "MIN", "MAX", "AVG", "COUNT", "IF", "ROUND", "ABS"]


class FormulaError(ValueError):
    pass


@dataclass(frozen=True)
class Token:
    kind: str
    text: str
    line: int
    column: int


def tokenize(source: str) -> list[Token]:
    tokens: list[Token] = []
    rest = source
    while rest:
        position = len(source) - len(rest)
        line = source[:position].count("\n") + 1
        column = position - (source[:position].rfind("\n") + 1) + 1
        for kind, pattern in TOKEN_KINDS:
            hit = re.match(pattern, rest)
            if hit:
                break
        else:
            raise FormulaError(f"line {line}, column {column}: stray {rest[0]!r}")
        if kind not in ("blank", "newline"):
            tokens = tokens + [Token(kind, hit.group(), line, column)]
        rest = rest[len(hit.group()):]
    return tokens


def to_postfix(tokens: list[Token]) -> list[tuple]:
    """Shunting-yard; calls become ("call", name, argument count)."""
    output: list[tuple] = []
    stack: list[str] = []
    counts: list[int] = []
    previous = None
    for token in tokens:
        if token.kind == "number":
            output.append(("push", float(token.text)))
        elif token.kind in ("range", "cell"):
            output.append((token.kind, token.text))
        elif token.kind == "name":
            if token.text not in FUNCTIONS:
                raise FormulaError(f"line {token.line}, column {token.column}: unknown function {token.text}")
            stack.append(token.text)
        elif token.kind == "open":
            counts.append(0 if previous is None or previous.kind != "name" else 1)
            stack.append("(")
        elif token.kind in ("comma", "close"):
            while stack and stack[-1] != "(":
                output.append(("op", stack.pop()))
            if not stack:
                raise FormulaError(f"line {token.line}, column {token.column}: unbalanced {token.text}")
            if token.kind == "comma":
                counts[-1] += 1
            else:
                stack.pop()
                arguments = counts.pop()
                if stack and stack[-1] in FUNCTIONS:
                    output.append(("call", stack.pop(), arguments))
        else:
            op = token.text
            if op == "-" and (previous is None or previous.kind in ("op", "open", "comma")):
                stack.append("neg")
            else:
                while stack and stack[-1] != "(" and (PRECEDENCE[stack[-1]], op != "^") > (PRECEDENCE[op], False):
                    output.append(("op", stack.pop()))
                stack.append(op)
        previous = token
    while stack:
        if stack[-1] == "(" or stack[-1] in FUNCTIONS:
            raise FormulaError("missing closing parenthesis")
        output.append(("op", stack.pop()))
    return output
