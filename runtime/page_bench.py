# SPDX-License-Identifier: Apache-2.0
"""Times the before and after block of catalogue cases on this interpreter.

Reads a JSON list of {"title", "before", "after", "bench"} from the file named on the command line; prints {"implementation", "version",
"machine", "date", "load", "timings"}, the last a list of {"title", "label", "ratio", "low", "high", "pairs", "seconds"}: how many times
faster the block after is (the median of the pairs, and its 95 % interval) and what a call of the one before takes.
Problem: a call takes 50 ns to seconds, machines are noisy, and a compiler in the interpreter needs calls before it acts.
Idea: both blocks take turns in one process, in an order that changes, for batches of some milliseconds of CPU time; the median of
their ratios counts. Pairs are added until the interval is narrow, or the time is up.
Limits: one process has one memory layout, which shifts a ratio by some per cent. What needs a library that is not installed is not
timed.
"""
import ast
import json
import math
import os
import platform
import sys
import time
import types

FEWEST, MOST_PAIRS = 11, 51
NARROW = 0.02  # of the ratio, half of the interval
SECONDS = 0.6  # of CPU time for one input, when the fewest pairs are done
BATCH = 0.002  # seconds of CPU time
WARM_UP = 0.1  # seconds of CPU time for each side; compilers of the interpreter are then done with most of it
MOST_CALLS = 1 << 18  # in a batch


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


def median(ordered):
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def interval(ordered):
    """Of the median, with 95 %: order statistics, as the number of values below the median is binomial."""
    n, below, rank = len(ordered), 0.0, 0
    while rank < n // 2:
        below += math.exp(math.lgamma(n + 1) - math.lgamma(rank + 1) - math.lgamma(n - rank + 1) - n * math.log(2))
        if below > 0.025:
            break
        rank += 1
    first = max(rank - 1, 0)
    return ordered[first], ordered[n - 1 - first]


def calls_in_batch(before, after):
    n = 1
    while n < MOST_CALLS and before(n) + after(n) < 2 * BATCH:
        n *= 2
    for side in (before, after):
        spent = 0.0
        while spent < WARM_UP:
            spent += max(side(n), 1e-5)
    while n < MOST_CALLS and before(n) + after(n) < 2 * BATCH:
        n *= 2
    return n


def compare(before, after):
    n = calls_in_batch(before, after)
    ratios, seconds, spent = [], [], 0.0
    while len(ratios) < MOST_PAIRS:
        if len(ratios) % 2:
            a = before(n)
            b = after(n)
        else:
            b = after(n)
            a = before(n)
        spent += a + b
        ratios.append(a / max(b, 1e-9))
        seconds.append(a / n)
        if len(ratios) >= FEWEST:
            ratio = median(sorted(ratios))
            low, high = interval(sorted(ratios))
            if high - low < 2 * NARROW * ratio or spent > SECONDS:
                break
    return {"ratio": ratio, "low": low, "high": high, "pairs": len(ratios), "seconds": median(sorted(seconds))}


def machine():
    words = [platform.machine(), "%d CPUs" % (os.cpu_count() or 1)]
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            words += [line.split(":", 1)[1].strip() for line in file if line.startswith("model name")][:1]
    except OSError:
        pass
    return ", ".join(words)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        cases = json.load(file)
    timings, load = [], os.getloadavg()[0]
    for case in cases:
        if not case.get("after") or not case.get("bench"):
            continue
        setup, found = entries(case["bench"])
        for label, expression in found:
            try:
                sides = [timed(case[side], setup, expression, case["title"]) for side in ("before", "after")]
            except ImportError:  # a library that this interpreter lacks
                break
            timings.append({"title": case["title"], "label": label, **compare(*sides)})
            load = max(load, os.getloadavg()[0])
    print(json.dumps({
        "implementation": platform.python_implementation(),
        "version": "%d.%d.%d" % tuple(sys.version_info[:3]),
        "machine": machine(),
        "date": time.strftime("%Y-%m-%d", time.gmtime()),
        "load": load,
        "timings": timings,
    }))


main()
