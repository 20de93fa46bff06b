# SPDX-License-Identifier: Apache-2.0
"""Times the before and after block of catalogue cases on this interpreter.

Reads a JSON list of {"title", "before", "after", "bench"} from the file named on the command line; prints a JSON list of {"title",
"label", "factor", "low", "high", "seconds"} : how many times faster the block after is, with the middle half of the pairs, and what a call of the
one before takes.
Problem: a call takes 50 ns to seconds, and machines are noisy. Idea: both blocks take turns in one process, in an order that
changes, for batches of some milliseconds of CPU time; the median of their ratios counts.
Limits: one process has one memory layout, which shifts a ratio by some per cent. What needs a library that is not installed is not
timed.
"""
import ast
import json
import statistics
import sys
import time
import types

PAIRS = 31
BATCH = 0.004  # seconds of CPU time
MOST = 1 << 20  # calls in a batch


def timed(block, setup, expression, title):
    """A function that makes n calls of the expression and gives the CPU seconds of all."""
    module = types.ModuleType("case")
    exec(compile(block, title, "exec"), module.__dict__)
    exec(compile(setup, title + " (bench)", "exec"), module.__dict__)
    loop = "def _calls(n):\n    for _ in range(n):\n        %s\n" % expression.strip()
    exec(compile(loop, title + " (bench)", "exec"), module.__dict__)
    calls = module.__dict__["_calls"]

    def run(n):
        start = time.process_time()
        calls(n)
        return time.process_time() - start

    return run


def entries(bench):
    """(setup, [(label, expression)]): a line that begins with '#' names the expression on the line below it."""
    setup, found, lines = [], [], iter(bench.split("\n"))
    for line in lines:
        if line.startswith("#"):
            found.append((line[1:].strip(), next(lines, "")))
        else:
            setup.append(line)
    for label, expression in found:
        ast.parse(expression, label, "eval")
    return "\n".join(setup), found


def compare(before, after):
    n = 1
    while n < MOST and before(n) < BATCH:
        n *= 2
    ratios, seconds = [], []
    after(n)
    for pair in range(PAIRS):
        if pair % 2:
            a = before(n)
            b = after(n)
        else:
            b = after(n)
            a = before(n)
        ratios.append(a / max(b, 1e-9))
        seconds.append(a / n)
    low, middle, high = statistics.quantiles(ratios, n=4)
    return {"factor": middle, "low": low, "high": high, "seconds": statistics.median(seconds)}


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        cases = json.load(file)
    results = []
    for case in cases:
        if not case.get("after") or not case.get("bench"):
            continue
        setup, found = entries(case["bench"])
        for label, expression in found:
            try:
                sides = [timed(case[side], setup, expression, case["title"]) for side in ("before", "after")]
            except ImportError:  # a library that this interpreter lacks
                break
            results.append({"title": case["title"], "label": label, **compare(*sides)})
    print(json.dumps(results))


main()
