# SPDX-License-Identifier: Apache-2.0
import random

from inference import type_of


def var(x):
    return ("var", x)


def app(f, *args):
    for a in args:
        f = ("app", f, a)
    return f


def module(definitions, seed):
    """Nested lets, each using the ones before."""
    rng = random.Random(seed)
    lets = [("id", ("lam", "x", var("x"))),
            ("compose", ("lam", "f", ("lam", "g", ("lam", "x", app(var("f"), app(var("g"), var("x"))))))),
            ("twice", ("lam", "f", app(var("compose"), var("f"), var("f")))),
            ("inc", app(var("add"), ("int", 1)))]
    unary = ["inc"]
    for n in range(definitions):
        f, g = rng.choice(unary), rng.choice(unary)
        name = "f%d" % n
        roll = n % 4
        if roll == 0:
            body = app(var("compose"), var(f), app(var("twice"), var(g)))
        elif roll == 1:
            body = ("lam", "y", ("if", app(var("less"), var("y"), ("int", n)),
                                 app(var(f), var("y")), app(var("id"), app(var(g), var("y")))))
        elif roll == 2:
            body = ("lam", "z", app(var("add"), app(var(f), var("z")), app(var("inc"), app(var(g), var("z")))))
        else:
            body = app(var("id"), app(var("twice"), app(var("twice"), var(f))))
        lets.append((name, body))
        unary.append(name)
    expr = ("lam", "k", app(var("k"), var(unary[-1]), var("twice")))
    for name, body in reversed(lets):
        expr = ("let", name, body, expr)
    return expr


def main():
    for definitions, seed in ((260, 3), (300, 4)):
        print(definitions, type_of(module(definitions, seed)))
    pair = ("lam", "a", ("lam", "b", ("lam", "s", app(var("s"), var("a"), var("b")))))
    tower = ("lam", "u", app(var("p"), var("u"), var("u")))
    for _ in range(6):
        tower = ("lam", "v", app(var("p"), app(tower, var("v")), app(tower, var("v"))))
    text = type_of(("let", "p", pair, tower))
    print(len(text), text.count("'b"), text[:60])


if __name__ == "__main__":
    main()
