# SPDX-License-Identifier: Apache-2.0
import random

from grammar_sets import Grammar
from table_parser import SyntaxProblem, derive

LANGUAGE = """Program -> Stmt Program | eps
Stmt -> let id = Expr ; | if Expr Block Else | while Expr Block | print Expr Args ; | return Value ;
Else -> else Block | eps
Block -> { Program }
Args -> , Expr Args | eps
Value -> Expr | eps
Expr -> Conj OrTail
OrTail -> or Conj OrTail | eps
Conj -> Cmp AndTail
AndTail -> and Cmp AndTail | eps
Cmp -> Sum CmpTail
CmpTail -> < Sum | == Sum | eps
Sum -> Term SumTail
SumTail -> + Term SumTail | - Term SumTail | eps
Term -> Factor TermTail
TermTail -> * Factor TermTail | eps
Factor -> ( Expr ) | id Call | num | not Factor
Call -> ( Value ) | eps"""


def random_expr(rng, depth):
    kind = rng.randrange(4) if depth else 0
    if kind < 2:
        return [rng.choice(["id", "num"])]
    if kind == 2:
        return rng.choice([["("], ["id", "("]]) + random_expr(rng, depth - 1) + [")"]
    return random_expr(rng, depth - 1) + [rng.choice(["+", "*", "and"])] + random_expr(rng, depth - 1)


def random_program(rng, statements):
    out = []
    for _ in range(statements):
        out += ["print"] + random_expr(rng, 2) + [","] + random_expr(rng, 5) + [";"]
        if rng.random() < 0.4:
            out += ["if"] + random_expr(rng, 2) + ["{", "return", ";", "}", "else", "{", "}"]
    return out


def main():
    rng = random.Random(90)
    grammar = Grammar(LANGUAGE)
    table = grammar.table()
    print(len(grammar.rules), len(table), sorted(len(f) for f in grammar.follow_sets().values()))
    total = bad = 0
    for _ in range(14):
        tokens = random_program(rng, 25)
        total += len(derive(grammar, table, tokens))
        tokens[rng.randrange(len(tokens))] = "else"
        try:
            derive(grammar, table, tokens)
        except SyntaxProblem as problem:
            bad += problem.position
    print(total, bad)


if __name__ == "__main__":
    main()
