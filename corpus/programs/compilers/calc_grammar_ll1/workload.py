# SPDX-License-Identifier: Apache-2.0
import random

from predictive import Grammar, build_table, depth_profile, follow_sets, parse

CALC = """
prog -> stmt more
more -> ; stmt more | eps
stmt -> let id = expr | print args | while expr { prog } | if expr { prog } tail | eps
tail -> else { prog } | eps
args -> expr argl
argl -> , expr argl | eps
expr -> conj exprl
exprl -> or conj exprl | eps
conj -> cmp conjl
conjl -> and cmp conjl | eps
cmp -> sum cmpl
cmpl -> < sum | == sum | eps
sum -> term suml
suml -> + term suml | - term suml | eps
term -> fact terml
terml -> * fact terml | / fact terml | eps
fact -> ( expr ) | num | id call | neg fact
call -> ( callargs ) | eps
callargs -> args | eps
"""


def expression(rng, depth):
    if depth == 0 or rng.random() < 0.2:
        return [rng.choice(["id", "num"])]
    roll = rng.randrange(4)
    if roll == 0:
        return ["("] + expression(rng, depth - 1) + [rng.choice(["or", "and", "<"])] + expression(rng, 0) + [")"]
    if roll == 1:
        return ["id", "("] + expression(rng, depth - 1) + [",", "num", ")"]
    return expression(rng, depth - 1) + [rng.choice(["+", "-", "*", "/"])] + expression(rng, 1)


def main():
    rng = random.Random(1968)
    grammar = Grammar(CALC)
    table = build_table(grammar)
    tokens = []
    for n in range(330):
        if n:
            tokens.append(";")
        if n % 6 == 0:
            tokens += ["while"] + expression(rng, 2) + ["{", "print", "num", "}"]
        else:
            tokens += ["let", "id", "="] + expression(rng, 4)
    derivation = parse(grammar, table, tokens)
    follow = follow_sets(grammar)
    print("table", len(table), "checksum", sum(n * len(t) for (_, t), n in table.items()))
    print("follow", sum(len(s) for s in follow.values()), sorted(follow["exprl"]))
    print("tokens", len(tokens), "steps", len(derivation), sum(i % 7 * n for i, n in enumerate(derivation)))
    print("depth", depth_profile(grammar, derivation))


if __name__ == "__main__":
    main()
