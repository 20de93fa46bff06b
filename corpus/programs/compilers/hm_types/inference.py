# SPDX-License-Identifier: Apache-2.0
"""Hindley-Milner type inference for a tiny ML.

Expressions are tuples: ("var", x), ("int", n), ("lam", x, body), ("app", f, a),
("let", x, value, body), ("if", test, a, b).
Types are ("tv", n) or ("con", name, [arguments]).
"""
from itertools import count

INT = ("con", "int", [])
BOOL = ("con", "bool", [])


class TypeMismatch(Exception):
    pass


def fn(a, b):
    return ("con", "->", [a, b])


def apply(subst, t):
    if t[0] == "tv":
        if t[1] in subst:
            return apply(subst, subst[t[1]])
        return t
    return ("con", t[1], [apply(subst, arg) for arg in t[2]])


def free_vars(t):
    """Variable numbers in order of appearance."""
    if t[0] == "tv":
        return [t[1]]
    found = []
    for arg in t[2]:
        for v in free_vars(arg):
            if v not in found:
                found = found + [v]
    return found


def unify(subst, a, b):
    """Extended copy of the substitution that makes both types equal."""
    a = apply(subst, a)
    b = apply(subst, b)
    if a == b:
        return subst
    if a[0] == "tv":
        if a[1] in free_vars(b):
            raise TypeMismatch("infinite type")
        extended = dict(subst)
        extended[a[1]] = b
        return extended
    if b[0] == "tv":
        return unify(subst, b, a)
    if a[1] != b[1] or len(a[2]) != len(b[2]):
        raise TypeMismatch("%s is not %s" % (pretty(a), pretty(b)))
    for x, y in zip(a[2], b[2]):
        subst = unify(subst, x, y)
    return subst


class Inferencer:
    def __init__(self):
        self.numbers = count()

    def fresh(self):
        return ("tv", next(self.numbers))

    def instantiate(self, scheme):
        quantified, t = scheme
        return apply({v: self.fresh() for v in quantified}, t)

    def generalise(self, env, subst, t):
        t = apply(subst, t)
        bound = []
        for quantified, other in env.values():
            for v in free_vars(apply(subst, other)):
                if v not in quantified:
                    bound.append(v)
        return ([v for v in free_vars(t) if v not in bound], t)

    def infer(self, env, subst, expr):
        """(substitution, type) of the expression."""
        kind = expr[0]
        if kind == "int":
            return subst, INT
        if kind == "var":
            if expr[1] not in env:
                raise TypeMismatch("unbound " + expr[1])
            return subst, self.instantiate(env[expr[1]])
        if kind == "lam":
            argument = self.fresh()
            inner = dict(env)
            inner[expr[1]] = ([], argument)
            subst, result = self.infer(inner, subst, expr[2])
            return subst, fn(apply(subst, argument), result)
        if kind == "app":
            subst, function = self.infer(env, subst, expr[1])
            subst, argument = self.infer(env, subst, expr[2])
            result = self.fresh()
            subst = unify(subst, function, fn(argument, result))
            return subst, apply(subst, result)
        if kind == "let":
            subst, value = self.infer(env, subst, expr[2])
            inner = dict(env)
            inner[expr[1]] = self.generalise(env, subst, value)
            return self.infer(inner, subst, expr[3])
        if kind == "if":
            subst, test = self.infer(env, subst, expr[1])
            subst = unify(subst, test, BOOL)
            subst, a = self.infer(env, subst, expr[2])
            subst, b = self.infer(env, subst, expr[3])
            subst = unify(subst, a, b)
            return subst, apply(subst, a)
        raise ValueError(kind)


def pretty(t):
    names = free_vars(t)

    def text(t, nested):
        if t[0] == "tv":
            return "'" + chr(ord("a") + names.index(t[1]) % 26)
        if t[1] == "->":
            arrow = text(t[2][0], True) + " -> " + text(t[2][1], False)
            return "(" + arrow + ")" if nested else arrow
        return t[1]

    return text(t, False)


BUILTINS = {
    "add": ([], fn(INT, fn(INT, INT))),
    "less": ([], fn(INT, fn(INT, BOOL))),
    "true": ([], BOOL),
}


def type_of(expr):
    subst, t = Inferencer().infer(dict(BUILTINS), {}, expr)
    return pretty(apply(subst, t))
