# SPDX-License-Identifier: Apache-2.0
"""Regular expressions to automata: Thompson construction, subset construction, minimisation.

Syntax: letters, | , * , + , ? and parentheses.
"""


class Nfa:
    def __init__(self):
        self.edges = []
        self.size = 0

    def state(self):
        self.size += 1
        return self.size - 1

    def link(self, a, symbol, b):
        self.edges.append((a, symbol, b))

    def targets(self, state, symbol):
        return [b for a, s, b in self.edges if a == state and s == symbol]

    def alphabet(self):
        return sorted({s for _, s, _ in self.edges if s is not None})


class Builder:
    def __init__(self, pattern):
        self.pattern = pattern
        self.at = 0
        self.nfa = Nfa()

    def peek(self):
        return self.pattern[self.at] if self.at < len(self.pattern) else ""

    def build(self):
        start, end = self.choice()
        if self.at != len(self.pattern):
            raise ValueError("unexpected %r at %d" % (self.peek(), self.at))
        return self.nfa, start, end

    def choice(self):
        start, end = self.sequence()
        while self.peek() == "|":
            self.at += 1
            s2, e2 = self.sequence()
            s, e = self.nfa.state(), self.nfa.state()
            for a, b in ((s, start), (s, s2), (end, e), (e2, e)):
                self.nfa.link(a, None, b)
            start, end = s, e
        return start, end

    def sequence(self):
        start = end = self.nfa.state()
        while self.peek() not in ("", "|", ")"):
            s, e = self.repeat()
            self.nfa.link(end, None, s)
            end = e
        return start, end

    def repeat(self):
        s, e = self.atom()
        while self.peek() in ("*", "+", "?") and self.peek():
            mark = self.peek()
            self.at += 1
            start, end = self.nfa.state(), self.nfa.state()
            self.nfa.link(start, None, s)
            self.nfa.link(e, None, end)
            if mark in "*?":
                self.nfa.link(start, None, end)
            if mark in "*+":
                self.nfa.link(e, None, s)
            s, e = start, end
        return s, e

    def atom(self):
        c = self.peek()
        if c in ("*", "+", "?"):
            raise ValueError("nothing to repeat at %d" % self.at)
        self.at += 1
        if c == "(":
            inner = self.choice()
            if self.peek() != ")":
                raise ValueError("missing )")
            self.at += 1
            return inner
        s, e = self.nfa.state(), self.nfa.state()
        self.nfa.link(s, c, e)
        return s, e


def closure(nfa, states):
    found = list(states)
    for state in found:
        for target in nfa.targets(state, None):
            if target not in found:
                found.append(target)
    return sorted(found)


class Dfa:
    def __init__(self, alphabet, moves, accepting):
        self.alphabet = alphabet
        self.moves = moves
        self.accepting = accepting

    def accepts(self, word):
        state = 0
        for symbol in word:
            if symbol not in self.alphabet:
                return False
            state = self.moves[state][symbol]
        return state in self.accepting


def determinise(nfa, start, end):
    subsets = [closure(nfa, [start])]
    moves = []
    for subset in subsets:
        row = {}
        for symbol in nfa.alphabet():
            reached = []
            for state in subset:
                reached = reached + nfa.targets(state, symbol)
            target = closure(nfa, sorted(set(reached)))
            if target not in subsets:
                subsets.append(target)
            row[symbol] = subsets.index(target)
        moves.append(row)
    accepting = [i for i in range(len(subsets)) if end in subsets[i]]
    return Dfa(nfa.alphabet(), moves, accepting)


def minimise(dfa):
    """Moore's algorithm; classes are numbered by their smallest state."""
    group = [int(i in dfa.accepting) for i in range(len(dfa.moves))]
    while True:
        signatures = []
        fresh = []
        for state, row in enumerate(dfa.moves):
            signature = (group[state],) + tuple(group[row[s]] for s in dfa.alphabet)
            if signature not in signatures:
                signatures.append(signature)
            fresh.append(signatures.index(signature))
        if len(set(fresh)) == len(set(group)):
            break
        group = fresh
    count = max(fresh) + 1
    leaders = [fresh.index(k) for k in range(count)]
    moves = [{s: fresh[dfa.moves[leader][s]] for s in dfa.alphabet} for leader in leaders]
    return Dfa(dfa.alphabet, moves, sorted({fresh[a] for a in dfa.accepting}))


def compile_pattern(pattern):
    return minimise(determinise(*Builder(pattern).build()))
