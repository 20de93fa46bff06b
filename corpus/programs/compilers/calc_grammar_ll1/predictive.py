# SPDX-License-Identifier: Apache-2.0
"""LL(1) table construction and a table driven parser."""

EPS = ""
END = "$"


class GrammarError(ValueError):
    pass


class Grammar:
    """Productions are (head, [symbols]); a symbol is a nonterminal if it heads a production."""

    def __init__(self, text):
        self.productions = []
        for line in text.strip().splitlines():
            head, _, bodies = line.partition("->")
            for body in bodies.split("|"):
                symbols = body.split()
                self.productions.append((head.strip(), [] if symbols == ["eps"] else symbols))
        self.start = self.productions[0][0]

    def nonterminals(self):
        heads = []
        for head, _ in self.productions:
            if head not in heads:
                heads.append(head)
        return heads

    def is_nonterminal(self, symbol):
        return symbol in self.nonterminals()

    def bodies(self, head):
        return [body for h, body in self.productions if h == head]


def first_of(grammar, symbol, trail=()):
    if not grammar.is_nonterminal(symbol):
        return {symbol}
    if symbol in trail:
        raise GrammarError("left recursion at " + symbol)
    found = set()
    for body in grammar.bodies(symbol):
        found |= first_of_string(grammar, body, trail + (symbol,))
    return found


def first_of_string(grammar, symbols, trail=()):
    found = set()
    for symbol in symbols:
        part = first_of(grammar, symbol, trail)
        found |= part - {EPS}
        if EPS not in part:
            return found
    return found | {EPS}


def follow_sets(grammar):
    follow = {head: set() for head in grammar.nonterminals()}
    follow[grammar.start].add(END)
    while True:
        before = sum(len(s) for s in follow.values())
        for head, body in grammar.productions:
            for i in range(len(body)):
                if grammar.is_nonterminal(body[i]):
                    rest = first_of_string(grammar, body[i + 1:])
                    follow[body[i]] |= rest - {EPS}
                    if EPS in rest:
                        follow[body[i]] |= follow[head]
        if sum(len(s) for s in follow.values()) == before:
            return follow


def build_table(grammar):
    """(nonterminal, terminal) -> production number."""
    table = {}
    for number, (head, body) in enumerate(grammar.productions):
        first = first_of_string(grammar, body)
        looks = first - {EPS}
        if EPS in first:
            looks = looks | follow_sets(grammar)[head]
        for terminal in sorted(looks):
            if (head, terminal) in table:
                raise GrammarError("%s is ambiguous on %s" % (head, terminal))
            table[head, terminal] = number
    return table


def parse(grammar, table, tokens):
    """Production numbers of the leftmost derivation."""
    rest = list(tokens) + [END]
    stack = [END, grammar.start]
    derivation = []
    while stack:
        top = stack.pop()
        if grammar.is_nonterminal(top):
            try:
                number = table[top, rest[0]]
            except KeyError:
                raise GrammarError("unexpected %s in %s" % (rest[0], top)) from None
            derivation.append(number)
            stack.extend(reversed(grammar.productions[number][1]))
        elif top == rest[0]:
            rest = rest[1:]
        else:
            raise GrammarError("expected %s, found %s" % (top, rest[0]))
    return derivation


def depth_profile(grammar, derivation):
    """Largest nesting of nonterminals along the derivation."""
    deepest = 0
    stack = [(grammar.start, 1)]
    position = 0
    while stack:
        symbol, level = stack.pop()
        if symbol in grammar.nonterminals():
            deepest = max(deepest, level)
            body = grammar.productions[derivation[position]][1]
            position += 1
            for child in reversed(body):
                stack.append((child, level + 1))
    return deepest
