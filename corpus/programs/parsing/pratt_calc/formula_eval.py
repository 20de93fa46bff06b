# SPDX-License-Identifier: Apache-2.0
"""Spreadsheet-like formulas: Pratt parser and evaluator."""
import math

from formula_tokens import FormulaError, Token, tokenize

BINDING = {"?": 1, "==": 3, "!=": 3, "<": 4, "<=": 4, ">": 4, ">=": 4, "+": 5, "-": 5, "*": 6, "/": 6, "%": 6, "^": 8}


class FormulaParser:
    def __init__(self, source: str):
        self.tokens = tokenize(source)

    def next(self) -> Token:
        return self.tokens.pop(0)

    def expect(self, text: str) -> None:
        token = self.next()
        if token.text != text:
            raise FormulaError(f"expected {text!r} at {token.at}")

    def parse(self):
        tree = self.expression(0)
        if self.tokens[0].kind != "end":
            raise FormulaError(f"unexpected {self.tokens[0].text!r} at {self.tokens[0].at}")
        return tree

    def expression(self, limit: int):
        left = self.prefix()
        while BINDING.get(self.tokens[0].text, -1) > limit:
            operator = self.next().text
            if operator == "?":
                yes = self.expression(0)
                self.expect(":")
                left = ("if", left, yes, self.expression(0))
            elif operator == "^":
                left = ("^", left, self.expression(BINDING[operator] - 1))
            else:
                left = (operator, left, self.expression(BINDING[operator]))
        return left

    def prefix(self):
        token = self.next()
        if token.kind == "number":
            try:
                return ("number", float(token.text))
            except ValueError:
                raise FormulaError(f"bad number {token.text!r} at {token.at}") from None
        if token.text == "-":
            return ("negate", self.expression(7))
        if token.text == "(":
            inner = self.expression(0)
            self.expect(")")
            return inner
        if token.kind == "name":
            if self.tokens[0].text != "(":
                return ("name", token.text)
            self.next()
            arguments = []
            while self.tokens[0].text != ")":
                arguments.append(self.expression(0))
                if self.tokens[0].text == ",":
                    self.next()
            self.expect(")")
            return ("call", token.text, arguments)
        raise FormulaError(f"unexpected {token.text or 'end'!r} at {token.at}")


def evaluate(tree, cells):
    head = tree[0]
    if head == "number":
        return tree[1]
    if head == "name":
        return evaluate_source(cells[tree[1]], cells) if isinstance(cells[tree[1]], str) else cells[tree[1]]
    if head == "negate":
        return -evaluate(tree[1], cells)
    if head == "if":
        return evaluate(tree[2], cells) if evaluate(tree[1], cells) else evaluate(tree[3], cells)
    if head == "call":
        functions = {"min": min, "max": max, "sqrt": math.sqrt, "abs": abs, "sum": lambda *a: math.fsum(a)}
        if tree[1] not in functions:
            raise FormulaError(f"unknown function {tree[1]}")
        return functions[tree[1]](*[evaluate(a, cells) for a in tree[2]])
    left, right = evaluate(tree[1], cells), evaluate(tree[2], cells)
    actions = {"+": lambda: left + right, "-": lambda: left - right, "*": lambda: left * right,
               "/": lambda: left / right, "%": lambda: left % right, "^": lambda: left ** right,
               "<": lambda: float(left < right), "<=": lambda: float(left <= right), ">": lambda: float(left > right),
               ">=": lambda: float(left >= right), "==": lambda: float(left == right),
               "!=": lambda: float(left != right)}
    return actions[head]()


def evaluate_source(source, cells):
    """Cells hold numbers or formulas; a formula may name other cells."""
    return evaluate(FormulaParser(source).parse(), cells)


def evaluate_sheet(cells):
    return {name: evaluate_source(v, cells) if isinstance(v, str) else v for name, v in cells.items()}
