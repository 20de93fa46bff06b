# SPDX-License-Identifier: Apache-2.0
"""FIRST and FOLLOW sets and the LL(1) table of a grammar."""

EMPTY = "eps"
END = "$"


class Grammar:
    """Rules as text, one per line:  Expr -> Term Rest | eps"""

    def __init__(self, text):
        self.rules = []
        for line in text.strip().splitlines():
            left, right = line.split("->")
            for alternative in right.split("|"):
                symbols = [s for s in alternative.split() if s != EMPTY]
                self.rules.append((left.strip(), symbols))
        self.start = self.rules[0][0]

    def nonterminals(self):
        names = []
        for left, _ in self.rules:
            if left not in names:
                names.append(left)
        return names

    def is_terminal(self, symbol):
        return symbol not in self.nonterminals()

    def alternatives(self, name):
        return [right for left, right in self.rules if left == name]

    def first(self, symbols, active=()):
        """Terminals a sequence may begin with; EMPTY when it may vanish."""
        result = []
        for symbol in symbols:
            if self.is_terminal(symbol):
                found = [symbol]
            elif symbol in active:
                found = []
            else:
                found = []
                for right in self.alternatives(symbol):
                    for terminal in self.first(right, active + (symbol,)):
                        if terminal not in found:
                            found.append(terminal)
            result += [t for t in found if t != EMPTY and t not in result]
            if EMPTY not in found:
                return result
        return result + [EMPTY]

    def follow_sets(self):
        follow = {name: [] for name in self.nonterminals()}
        follow[self.start].append(END)
        changed = True
        while changed:
            changed = False
            for left, right in self.rules:
                for i, symbol in enumerate(right):
                    if self.is_terminal(symbol):
                        continue
                    first = self.first(right[i + 1:])
                    addition = [t for t in first if t != EMPTY]
                    if EMPTY in first:
                        addition = addition + follow[left]
                    for terminal in addition:
                        if terminal not in follow[symbol]:
                            follow[symbol].append(terminal)
                            changed = True
        return follow

    def table(self):
        """(nonterminal, terminal) -> right side; ValueError when the grammar is not LL(1)."""
        table = {}
        for left, right in self.rules:
            first = self.first(right)
            for terminal in first:
                if terminal == EMPTY:
                    continue
                if (left, terminal) in table:
                    raise ValueError(f"conflict at {left} on {terminal}")
                table[left, terminal] = right
            if EMPTY in first:
                for terminal in self.follow_sets()[left]:
                    if (left, terminal) in table:
                        raise ValueError(f"conflict at {left} on {terminal}")
                    table[left, terminal] = right
        return table
