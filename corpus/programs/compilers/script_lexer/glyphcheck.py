# SPDX-License-Identifier: Apache-2.0
from glyphlex import ScanError, Scanner, value_of

PARTNER = {")": "(", "]": "[", "}": "{"}


def check_brackets(tokens):
    """Raises ScanError at the first bracket without partner; returns the deepest nesting."""
    stack = []
    deepest = 0
    for token in tokens:
        if token.kind == "open":
            stack.append(token)
            deepest = max(deepest, len(stack))
        elif token.kind == "close":
            if not stack or stack[-1].text != PARTNER[token.text]:
                raise ScanError("unexpected " + token.text, token.line, token.column)
            stack = stack[:-1]
    if stack:
        raise ScanError("unclosed " + stack[-1].text, stack[-1].line, stack[-1].column)
    return deepest


def constant_pool(tokens):
    """Distinct literal values in order of appearance; 1 and 1.0 are different constants."""
    pool = []
    for token in tokens:
        if token.kind in ("int", "float", "string"):
            if (token.kind, value_of(token)) not in pool:
                pool.append((token.kind, value_of(token)))
    return pool


def cross_reference(tokens):
    """name -> lines where it occurs, names sorted, lines without repeats."""
    names = sorted(set(t.text for t in tokens if t.kind == "word"))
    table = {}
    for name in names:
        lines = []
        for token in tokens:
            if token.kind == "word" and token.text == name:
                if not lines or lines[-1] != token.line:
                    lines.append(token.line)
        table[name] = lines
    return table


def scan(source):
    return Scanner(source).all_tokens()
