# SPDX-License-Identifier: Apache-2.0
from grammar_sets import END


class SyntaxProblem(Exception):
    def __init__(self, position, expected):
        super().__init__(f"token {position}: expected one of {', '.join(expected)}")
        self.position = position


def derive(grammar, table, tokens):
    """Rules of the leftmost derivation as (nonterminal, right side)."""
    stack = [grammar.start]
    steps = []
    rest = list(tokens) + [END]
    position = 0
    while stack:
        top = stack[0]
        stack = stack[1:]
        if grammar.is_terminal(top):
            if rest[0] != top:
                raise SyntaxProblem(position, [top])
            rest.pop(0)
            position += 1
            continue
        expected = sorted(t for n, t in table if n == top)
        if rest[0] not in expected:
            raise SyntaxProblem(position, expected)
        right = table[top, rest[0]]
        steps.append((top, right))
        stack = right + stack
    if rest != [END]:
        raise SyntaxProblem(position, [END])
    return steps
