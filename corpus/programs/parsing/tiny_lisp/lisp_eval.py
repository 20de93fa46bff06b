# SPDX-License-Identifier: Apache-2.0
import operator

from lisp_reader import LispError, Symbol, read_program

SPECIAL = ["quote", "if", "define", "lambda", "let", "begin", "and", "or"]


class Scope:
    def __init__(self, parent=None):
        self.names = []
        self.values = []
        self.parent = parent

    def define(self, name, value):
        if name in self.names:
            self.values[self.names.index(name)] = value
        else:
            self.names.append(name)
            self.values.append(value)

    def lookup(self, name):
        if name in self.names:
            return self.values[self.names.index(name)]
        if self.parent is None:
            raise LispError("undefined: " + name)
        return self.parent.lookup(name)


class Closure:
    def __init__(self, params, body, scope):
        self.params, self.body, self.scope = params, body, scope

    def __call__(self, *args):
        if len(args) != len(self.params):
            raise LispError("expected %d arguments, got %d" % (len(self.params), len(args)))
        scope = Scope(self.scope)
        for name, value in zip(self.params, args):
            scope.define(name, value)
        result = None
        for form in self.body:
            result = run(form, scope)
        return result


def run(form, scope):
    if isinstance(form, Symbol):
        return scope.lookup(form)
    if not isinstance(form, list):
        return form
    if not form:
        raise LispError("empty form")
    head = form[0]
    if isinstance(head, Symbol) and head in SPECIAL:
        if head == "quote":
            return form[1]
        if head == "if":
            branch = form[2] if run(form[1], scope) is not False else (form[3] if len(form) > 3 else None)
            return run(branch, scope)
        if head == "define":
            if isinstance(form[1], list):
                scope.define(form[1][0], Closure(form[1][1:], form[2:], scope))
            else:
                scope.define(form[1], run(form[2], scope))
            return None
        if head == "lambda":
            return Closure(form[1], form[2:], scope)
        if head == "let":
            names, values = [b[0] for b in form[1]], [run(b[1], scope) for b in form[1]]
            return Closure(names, form[2:], scope)(*values)
        if head == "begin":
            return [run(f, scope) for f in form[1:]][-1]
        value = head == "and"
        for f in form[1:]:
            value = run(f, scope)
            if (value is False) == (head == "and"):
                return value
        return value
    function = run(head, scope)
    return function(*[run(f, scope) for f in form[1:]])


def global_scope():
    scope = Scope()
    for name, function in (("+", operator.add), ("-", operator.sub), ("*", operator.mul), ("/", operator.truediv),
                           ("<", operator.lt), (">", operator.gt), ("=", operator.eq), ("mod", operator.mod),
                           ("list", lambda *a: list(a)), ("cons", lambda h, t: [h] + t), ("car", lambda x: x[0]),
                           ("cdr", lambda x: x[1:]), ("null?", lambda x: x == []), ("length", len),
                           ("append", operator.add), ("not", lambda x: x is False)):
        scope.define(Symbol(name), function)
    return scope


def evaluate(text):
    """Values of all top level forms of a program."""
    scope = global_scope()
    return [run(form, scope) for form in read_program(text)]
