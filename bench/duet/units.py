#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Twenty units of different nature, of 0.1 us to 1 s a call, whose true ratio of times is known by construction.

A unit does the same step STEPS times, the result being that of the last step. The slower version does some steps more: steps come in
two hundreds, so that 2 %, 5 % and 10 % are even numbers of them (and no loop counter is a number too large to be ready made).
Even, because a step that makes its result before the last one is dropped uses two places in memory in turn: after an odd number of
steps the next call begins at the other one, which makes a JSON round trip 1.4 % faster. Hardly any time is spent outside of the steps; truth.py counts instructions to show
it. Units without steps are too short for that: they are only compared with themselves.

Usage: units.py FOLDER. Writes FOLDER/<name>.<n>.pickle (calls) and prints a JSON array of {name, nature, seconds, steps, code}; `@STEPS@` in
the code is to be replaced.
"""
import json
import pathlib
import pickle
import sys
import textwrap

CALLS = 8


class Unit:
    def __init__(self, name, nature, seconds, steps, code, arguments):
        self.name, self.nature, self.seconds, self.steps = name, nature, seconds, steps
        self.code, self.arguments = textwrap.dedent(code).lstrip("\n"), arguments

    def source(self, truth):
        """The version that takes `truth` times as long as source(1)."""
        return self.code.replace("@STEPS@", str(round(self.steps * truth)))


def numbers(n, salt):
    """n whole numbers that look random, the same ones each time."""
    return [(i * 7919 + salt * 104729) % 99991 for i in range(n)]


def words(n, salt):
    return ["w%d" % (number % 300) for number in numbers(n, salt)]


UNITS = [
    Unit("pick_field", "attribute and arithmetic, 0.1 us", 1e-7, 0, """
        def unit(row, key):
            return row[key] + 1
        """, lambda k: ({"a": k, "b": 2}, "a")),
    Unit("distance", "float arithmetic, 0.2 us", 2e-7, 0, """
        def unit(x, y, z):
            square = x * x + y * y + z * z
            return square ** 0.5 / (1.0 + abs(x) + abs(y))
        """, lambda k: (k + 0.5, 2.5, 1.25)),
    Unit("classify", "branches, 0.2 us", 2e-7, 0, """
        def unit(text):
            if text.startswith("x"):
                return "start"
            if text.endswith("y"):
                return "end"
            return text.upper() if len(text) < 9 else text[:3]
        """, lambda k: ("abc%d" % k,)),
    Unit("square_sums", "whole-number arithmetic, 80 us", 8e-5, 200, """
        def unit(n):
            total = 0
            for _ in range(@STEPS@):
                for _ in range(10):
                    total = n * n % 97 + 5
            return total
        """, lambda k: (1234 + k,)),
    Unit("raise_and_catch", "exceptions, 40 us", 4e-5, 200, """
        def unit(key):
            seen = None
            for _ in range(@STEPS@):
                try:
                    raise KeyError(key)
                except KeyError as error:
                    seen = error.args
            return seen
        """, lambda k: ("key%d" % k,)),
    Unit("method_calls", "method calls, 40 us", 4e-5, 200, """
        class Counter:
            def __init__(self, step):
                self.step = step

            def after(self, value):
                return value + self.step


        def unit(start):
            counter = Counter(start)
            value = 0
            for _ in range(@STEPS@):
                for _ in range(4):
                    value = counter.after(start)
            return value
        """, lambda k: (k + 3,)),
    Unit("small_lists", "allocation, 200 us", 2e-4, 200, """
        def unit(n):
            made = None
            for _ in range(@STEPS@):
                made = [[i, (i,)] for i in range(n)]
            return made
        """, lambda k: (28 + k,)),
    Unit("count_words", "dicts and strings, 1.4 ms", 1.4e-3, 200, """
        def unit(words):
            counts = {}
            for _ in range(@STEPS@):
                counts = {}
                for word in words:
                    counts[word] = counts.get(word, 0) + 1
            return counts
        """, lambda k: (words(150, k),)),
    Unit("string_building", "strings, 400 us", 4e-4, 200, """
        def unit(words):
            text = ""
            for _ in range(@STEPS@):
                text = ",".join(words).replace("w1", "v").upper()
            return text
        """, lambda k: (words(120, k),)),
    Unit("generator_chain", "generators, 1 ms", 1e-3, 200, """
        def unit(n):
            total = 0
            for _ in range(@STEPS@):
                total = sum(x * x for x in (y + 1 for y in range(n)))
            return total
        """, lambda k: (60 + k,)),
    Unit("tree_recursion", "recursion, 2 ms", 2e-3, 200, """
        def fib(n):
            return n if n < 2 else fib(n - 1) + fib(n - 2)


        def unit(n):
            result = 0
            for _ in range(@STEPS@):
                result = fib(n)
            return result
        """, lambda k: (11 + k % 2,)),
    Unit("c_reductions", "calls of C functions, 4 ms", 4e-3, 200, """
        def unit(values):
            found = None
            for _ in range(@STEPS@):
                found = (sum(values), max(values), values.count(7))
            return found
        """, lambda k: (numbers(1200, k),)),
    Unit("set_algebra", "sets, 4 ms", 4e-3, 200, """
        def unit(a, b):
            found = 0
            for _ in range(@STEPS@):
                found = len(set(a) & set(b))
            return found
        """, lambda k: (numbers(900, k), numbers(900, k + 1))),
    Unit("sort_records", "sorting, 12 ms", 1.2e-2, 200, """
        def unit(values):
            best = None
            for _ in range(@STEPS@):
                best = sorted(values, key=lambda value: -value)[:3]
            return best
        """, lambda k: (numbers(900, k),)),
    Unit("json_round_trip", "JSON, 4 ms", 4e-3, 200, """
        import json


        def unit(document):
            result = None
            for _ in range(@STEPS@):
                result = json.loads(json.dumps(document))
            return result
        """, lambda k: ({"rows": [{"id": i, "name": "n%d" % i, "tags": ["a", "b"]} for i in range(14 + k)]},)),
    Unit("regex_scan", "regular expressions, 12 ms", 1.2e-2, 200, """
        import re

        _WORD = re.compile(r"w(\\d)(\\d+)")


        def unit(text):
            found = 0
            for _ in range(@STEPS@):
                found = len(_WORD.findall(text))
            return found
        """, lambda k: (" ".join(words(700, k)),)),
    Unit("decimal_prices", "Decimal, 20 ms", 2e-2, 200, """
        from decimal import Decimal


        def unit(cents):
            total = Decimal(0)
            for _ in range(@STEPS@):
                total = Decimal(0)
                for cent in cents:
                    total += (Decimal(cent) / 100).quantize(Decimal("0.1"))
            return total
        """, lambda k: (numbers(300, k),)),
    Unit("text_file", "I/O in memory, 10 ms", 1e-2, 200, """
        import io


        def unit(words):
            size = 0
            for _ in range(@STEPS@):
                out = io.StringIO()
                for word in words:
                    out.write(word + "\\n")
                out.seek(0)
                size = sum(len(line) for line in out)
            return size
        """, lambda k: (words(500, k),)),
    Unit("large_copies", "large memory, 100 ms", 1e-1, 200, """
        def unit(n):
            last = None
            for _ in range(@STEPS@):
                block = bytearray(n)
                block[::4096] = b"x" * len(block[::4096])
                last = bytes(block)[:4096:512]
            return last
        """, lambda k: (1_000_000 + 4096 * k,)),
    Unit("long_simulation", "a long loop, 1 s", 1.0, 200, """
        def unit(seed):
            state = 0
            for _ in range(@STEPS@):
                state = seed
                for i in range(65000):
                    state = (state * 1103515245 + i) & 0x7FFFFFFF
            return state
        """, lambda k: (k + 11,)),
]


def main():
    folder = pathlib.Path(sys.argv[1])
    for unit in UNITS:
        for k in range(CALLS):
            (folder / f"{unit.name}.{k}.pickle").write_bytes(pickle.dumps((unit.arguments(k), {}), 4))
    print(json.dumps([{"name": unit.name, "nature": unit.nature, "seconds": unit.seconds, "steps": unit.steps, "calls": CALLS,
                       "code": unit.code} for unit in UNITS]))


if __name__ == "__main__":
    main()
