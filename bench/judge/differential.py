# SPDX-License-Identifier: Apache-2.0
"""Tells versions of a function apart by running them: what the corpus rests on. Shares no code with Velox.

Each version is a module `m` of its own, in which the same calls are made one after another (so that state kept between calls
shows). What a caller can see of a call is written as text: value with types, order, signs of zero and sharing, exception with type,
text and cause, arguments after the call, output, warnings, log records, order of output and items of generators.
Deterministic for a hash seed: child processes run with PYTHONHASHSEED set.
"""
import asyncio
import collections
import contextlib
import inspect
import io
import json
import logging
import math
import pathlib
import random
import resource
import signal
import subprocess
import sys
import types
import warnings

CALL_SECONDS = 2
MEMORY = 3 << 30
_MOST_ITEMS = 20000


class TimedOut(BaseException):
    pass


class Writer:
    """Values as text. A container that was met before is a reference, so that sharing is part of the text."""

    def __init__(self):
        self.known = {}
        self.alive = []

    def whole(self, value):
        """The text of a value that may be nested deeper than the program's own recursion limit."""
        limit = sys.getrecursionlimit()
        sys.setrecursionlimit(20000)
        try:
            return self.text(value)
        finally:
            sys.setrecursionlimit(limit)

    def text(self, value):
        kind = type(value)
        if value is None or kind in (bool, str, bytes):
            return repr(value)
        if kind is int:
            return "i%x" % value
        if kind is float:
            return "nan" if math.isnan(value) else "f" + value.hex()
        if kind is tuple:
            return "(%s)" % ",".join(map(self.text, value))
        if isinstance(value, (type, types.FunctionType, types.BuiltinFunctionType, types.ModuleType)):
            return "<%s>" % getattr(value, "__qualname__", kind.__name__)
        if id(value) in self.known:
            return "#%d" % self.known[id(value)]
        self.known[id(value)] = len(self.known)
        self.alive.append(value)
        return self.inside(value, kind)

    def inside(self, value, kind):
        if kind in (list, collections.deque):
            return "%s[%s]" % (kind.__name__, ",".join(map(self.text, value)))
        if isinstance(value, dict):
            extra = "<%s>" % self.text(value.default_factory) if isinstance(value, collections.defaultdict) else ""
            return "%s%s{%s}" % (kind.__name__, extra, ",".join(self.text(k) + ":" + self.text(v) for k, v in value.items()))
        if kind in (set, frozenset):
            return "%s{%s}" % (kind.__name__, ",".join(sorted(map(self.text, value))))
        if isinstance(value, io.StringIO):
            return "StringIO closed" if value.closed else "StringIO(%r,%d)" % (value.getvalue(), value.tell())
        if isinstance(value, BaseException):
            return error_text(value)
        if hasattr(value, "__next__"):
            return "generator" + self.items(value) if inspect.isgenerator(value) else "iterator" + self.items(value)
        fields = dict(getattr(value, "__dict__", {}))
        for name in getattr(kind, "__slots__", ()):
            if hasattr(value, name):
                fields[name] = getattr(value, name)
        shown = "" if fields else repr(value)
        inner = self.text(list(value)) if isinstance(value, (list, tuple)) else ""
        return "%s{%s}%s%s" % (kind.__name__, ",".join(k + "=" + self.text(v) for k, v in fields.items()), shown, inner)

    def items(self, iterator):
        found = []
        try:
            for item in iterator:
                found.append(self.text(item) + " after %r" % sys.stdout.getvalue())
                if len(found) >= _MOST_ITEMS:
                    found.append("more")
                    break
        except Exception as error:
            found.append("raises " + error_text(error))
        return "<%s>" % ";".join(found)


def error_text(error):
    cause = "" if error.__cause__ is None else " from " + error_text(error.__cause__)
    fields = Writer().text(error.__dict__) if error.__dict__ else ""
    return "%s(%s)%r%s%s" % (type(error).__name__, Writer().text(error.args), str(error), fields, cause)


def observe(function, args, kwargs):
    """One call as text."""
    out, err, writer = io.StringIO(), io.StringIO(), Writer()
    logs = io.StringIO()
    handler = logging.StreamHandler(logs)
    handler.setFormatter(logging.Formatter("%(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    root.setLevel(logging.DEBUG)
    root.addHandler(handler)
    logging.raiseExceptions = False
    random.seed(7)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), warnings.catch_warnings(record=True) as seen:
            warnings.simplefilter("always")
            try:
                result = function(*args, **kwargs)
                if inspect.iscoroutine(result):
                    result = asyncio.run(result)
                text = "returns " + writer.whole(result)
            except Exception as error:
                text = "raises " + error_text(error)
            except SystemExit as error:
                text = "exits %r" % (error.code,)
    finally:
        root.removeHandler(handler)
    warned = [(w.category.__name__, str(w.message)) for w in seen]
    return "%s leaves %s prints %r %r warns %r logs %r random %r" % (
        text, writer.whole((args, kwargs)), out.getvalue(), err.getvalue(), warned, logs.getvalue(), random.random())


def load(code):
    module = types.ModuleType("m")
    module.__file__ = "m.py"
    sys.modules["m"] = module
    exec(compile(code, "m.py", "exec"), module.__dict__)
    return module


def unit_of(module, unit):
    found = module
    for part in unit.split("."):
        found = getattr(found, part)
    return found


def inputs_of(module, calls, count, seed):
    """Functions that make the arguments of each call anew: CALLS, EXTRA, then generated ones."""
    names = dict(module.__dict__)
    exec(compile(calls, "calls", "exec"), names)

    def listed(which, index):
        fresh = dict(module.__dict__)
        exec(compile(calls, "calls", "exec"), fresh)
        return fresh[which][index]

    for which in ("CALLS", "EXTRA"):
        for index in range(len(names.get(which, ()))):
            yield lambda which=which, index=index: listed(which, index)
    for index in range(count):
        yield lambda index=index: names["generate"](random.Random(f"{seed}-{index}"))


def types_in(value, found):
    """Adds the types that occur in a value, elements and attributes included."""
    found.add(type(value).__name__)
    inside = [value.items()] if isinstance(value, dict) else [value] if isinstance(value, (list, tuple, set, frozenset)) else []
    inside.append(getattr(value, "__dict__", {}).values())
    for element in (element for part in inside for element in part):
        types_in(element, found)
    return found


def within_types(code, calls, count, seed):
    """For each call: whether all types in its arguments occur in CALLS."""
    module = load(code)
    makers = list(inputs_of(module, calls, count, seed))
    names = dict(module.__dict__)
    exec(compile(calls, "calls", "exec"), names)
    sys.setrecursionlimit(20000)
    try:
        known = types_in(names["CALLS"], set())
        return [types_in(make(), set()) <= known for make in makers]
    finally:
        sys.setrecursionlimit(1000)


def _alarm(signum, frame):
    raise TimedOut()


def run(code, unit, calls, count, seed, stop_at=None):
    """Texts of all calls; with `stop_at` (the original's), the run ends at a call that takes too long."""
    module = load(code)
    function = unit_of(module, unit)
    texts = []
    for make in inputs_of(module, calls, count, seed):
        signal.setitimer(signal.ITIMER_REAL, CALL_SECONDS)
        try:
            args, kwargs = make()
            texts.append(observe(function, args, kwargs))
        except TimedOut:
            texts.append("takes too long")
        except (RecursionError, MemoryError) as error:
            texts.append(type(error).__name__)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        if stop_at is not None and texts[-1] == "takes too long":
            break
    return texts


def _child(request):
    """For each code: {"calls", "differing", "within", "first", ...} against the original, or {"broken": text}; "within" is how many of
    the differing calls have no types but those of CALLS."""
    signal.signal(signal.SIGALRM, _alarm)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    how = request["unit"], request["calls"], request["count"], request["seed"]
    expected = run(request["original"], *how)
    again = run(request["original"], *how)
    within = within_types(request["original"], *how[1:])
    stable = [one == two and one != "takes too long" for one, two in zip(expected, again)]
    print(json.dumps({"calls": len(expected), "unstable": stable.count(False)}), flush=True)
    for code in request["codes"]:
        try:
            texts = run(code, *how, stop_at=expected)
        except Exception as error:
            print(json.dumps({"broken": repr(error)}), flush=True)
            continue
        differing = [i for i, text in enumerate(texts) if stable[i] and text != expected[i]]
        first = differing[0] if differing else None
        print(json.dumps({"calls": len(texts), "differing": len(differing),
                          "within": sum(within[i] for i in differing), "first": first,
                          "original": None if first is None else expected[first][:300],
                          "changed": None if first is None else texts[first][:300]}), flush=True)


def compare(case, codes, count=400, seed=1, python=sys.executable):
    """How many calls tell each code from the original; also what the original itself gave. A code that ends the process, or
    never ends, is in the list as {"broken": ...}."""
    request = {"original": case.original, "unit": case.unit, "calls": case.calls, "count": count, "seed": seed}
    results, left, base = [], list(codes), None
    while base is None or left:
        child = subprocess.run([python, __file__], input=json.dumps({**request, "codes": left}), text=True, stdout=subprocess.PIPE,
                               env={"PYTHONHASHSEED": "3", "PATH": "/usr/bin:/bin"}, check=False, cwd="/")
        lines = [json.loads(line) for line in child.stdout.splitlines()]
        if not lines:
            raise RuntimeError(f"{case.name}: the original can't be run")
        base = lines[0]
        results += lines[1:]
        left = left[len(lines) - 1:]
        if left:
            results.append({"broken": f"the process ended with {child.returncode}"})
            left = left[1:]
    return base, results


if __name__ == "__main__":
    sys.path[0] = str(pathlib.Path(__file__).resolve().parent)
    _child(json.load(sys.stdin))
