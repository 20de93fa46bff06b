# SPDX-License-Identifier: Apache-2.0
from typing import NamedTuple


class Token(NamedTuple):
    kind: str
    text: str
    at: int


class FormulaError(ValueError):
    pass


OPERATORS = ["<=", ">=", "==", "!=", "+", "-", "*", "/", "^", "%", "(", ")", ",", "<", ">", "?", ":"]


def tokenize(source: str) -> list[Token]:
    tokens: list[Token] = []
    rest, at = source, 0
    while rest:
        if rest[0].isspace():
            rest, at = rest[1:], at + 1
            continue
        size = 0
        if rest[0].isdigit():
            while size < len(rest) and (rest[size].isdigit() or rest[size] == "."):
                size += 1
            kind = "number"
        elif rest[0].isalpha() or rest[0] == "_":
            while size < len(rest) and (rest[size].isalnum() or rest[size] == "_"):
                size += 1
            kind = "name"
        else:
            kind = "operator"
            for operator in sorted(OPERATORS, key=len, reverse=True):
                if rest.startswith(operator):
                    size = len(operator)
                    break
            else:
                raise FormulaError(f"unexpected {rest[0]!r} at {at}")
        tokens.append(Token(kind, rest[:size], at))
        rest, at = rest[size:], at + size
    tokens.append(Token("end", "", at))
    return tokens
