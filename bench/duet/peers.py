#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Lets other ways of comparing decide the tasks of duet_experiments: is B faster than A, where the truth is known?

    min of 20 + 20     20 timed blocks of A, then 20 of B, each at least 10 ms; B wins when its least time is more than 5 % below A's
    pyperf             `pyperf timeit` of A, then of B, with its defaults (20 processes with 3 values and a warm-up each), and
                       `pyperf compare_to`, which decides by Student's t-test
    pytest-benchmark   one test each with its defaults (at least 5 rounds and 1 s); B wins when min (or median) is more than 5 % better, as
                       --benchmark-compare-fail=min:5% decides
    hyperfine          a script pair of about 0.2 s with its defaults (at least 10 runs and 3 s each), which names a winner in any case; and
                       the stricter reading: the ratio less its "±" is above 1

The real programs are run, from a virtual environment (pyperf, pytest, pytest-benchmark) and from the system (hyperfine); what is not
there is left out. Usage: peers.py OUT.jsonl --venv VENV [--units a,b] [--ratios 1,1.05,1.1] [--minutes M] [--seed S] [--hogs]
"""
import argparse
import contextlib
import json
import os
import pathlib
import pickle
import shutil
import subprocess
import sys
import tempfile
import time

import units

UNITS = "square_sums,small_lists,count_words,tree_recursion,sort_records,regex_scan"
MARGIN = 1.05
_ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/nonexistent", "PYTHONDONTWRITEBYTECODE": "1", "LANG": "C.UTF-8"}

_MIN_OF_N = """
import pickle, sys, time
def load(path):
    names = {}
    exec(compile(open(path).read(), path, "exec"), names)
    return names["unit"]
args = pickle.load(open("call", "rb"))
def block(unit, calls):
    start = time.perf_counter()
    for _ in range(calls): unit(*args)
    return (time.perf_counter() - start) / calls
a, b = load("a.py"), load("b.py")
calls = max(1, round(0.01 / block(a, 3)))
print(min(block(a, calls) for _ in range(20)), min(block(b, calls) for _ in range(20)))
"""
_SCRIPT = """
import pickle
from {module} import unit
args = pickle.load(open("call", "rb"))
for _ in range({calls}): unit(*args)
"""
_TEST = """
import pickle
from {module} import unit
args = pickle.load(open("call", "rb"))
def test_unit(benchmark):
    benchmark(unit, *args)
"""


class Task:
    """One comparison: a folder with a.py (slower by `truth`), b.py and the arguments of a call."""

    def __init__(self, folder, unit, truth, call, venv):
        self.folder, self.unit, self.python = folder, unit, str(venv / "bin" / "python") if venv else None
        (folder / "a.py").write_text(unit.source(truth))
        (folder / "b.py").write_text(unit.source(1) if truth != 1 else unit.source(1) + "# as before\n")
        (folder / "call").write_bytes(pickle.dumps(unit.arguments(call), 4))

    def run(self, command):
        return subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=True, env=_ENVIRONMENT).stdout

    def min_of_n(self):
        a, b = map(float, self.run(["/usr/bin/python3", "-c", _MIN_OF_N]).split())
        yield "min of 20 + 20, > 5 %", a > MARGIN * b, a / b

    def pyperf(self):
        for module in "ab":
            setup = f"import pickle; from {module} import unit; args = pickle.load(open('call', 'rb'))"
            self.run([self.python, "-m", "pyperf", "timeit", "--quiet", "--inherit-environ=PATH,HOME", "-o", f"{module}.json",
                      "-s", setup, "unit(*args)"])
        text = self.run([self.python, "-m", "pyperf", "compare_to", "-v", "a.json", "b.json"])
        means = [float(self.run([self.python, "-c", f"import pyperf; print(pyperf.Benchmark.load('{m}.json').mean())"])) for m in "ab"]
        yield "pyperf compare_to", "faster" in text and "not significant" not in text.lower(), means[0] / means[1]

    def pytest_benchmark(self):
        stats = []
        for module in "ab":
            (self.folder / f"test_{module}.py").write_text(_TEST.format(module=module))
            self.run([self.python, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--benchmark-json={module}.bench", f"test_{module}.py"])
            stats.append(json.loads((self.folder / f"{module}.bench").read_text())["benchmarks"][0]["stats"])
        for what in ("min", "median"):
            ratio = stats[0][what] / stats[1][what]
            yield f"pytest-benchmark, {what} > 5 %", ratio > MARGIN, ratio

    def hyperfine(self):
        calls = max(1, round(0.2 / self.unit.seconds))
        for module in "ab":
            (self.folder / f"run_{module}.py").write_text(_SCRIPT.format(module=module, calls=calls))
        self.run(["hyperfine", "--style", "none", "--export-json", "h.json", "/usr/bin/python3 run_a.py", "/usr/bin/python3 run_b.py"])
        a, b = json.loads((self.folder / "h.json").read_text())["results"]
        ratio = a["mean"] / b["mean"]
        error = ratio * ((a["stddev"] / a["mean"]) ** 2 + (b["stddev"] / b["mean"]) ** 2) ** 0.5
        yield "hyperfine, as named", ratio > 1, ratio
        yield "hyperfine, beyond its ±", ratio - error > 1, ratio


@contextlib.contextmanager
def busy(wanted):
    """A busy process on each CPU."""
    hogs = [subprocess.Popen(["taskset", "-c", str(cpu), sys.executable, "-c", "while True: pass"])
            for cpu in range(os.cpu_count() if wanted else 0)]
    try:
        yield
    finally:
        for hog in hogs:
            hog.kill()
            hog.wait()


def rules_of(venv):
    rules = ["min_of_n"]
    if venv:
        rules += ["pyperf", "pytest_benchmark"]
    return rules + (["hyperfine"] if shutil.which("hyperfine") else [])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--venv", type=pathlib.Path)
    parser.add_argument("--units", default=UNITS)
    parser.add_argument("--ratios", default="1,1.05,1.1")
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--hogs", action="store_true")
    arguments = parser.parse_args()
    chosen = [unit for unit in units.UNITS if unit.name in arguments.units.split(",")]
    end = time.monotonic() + 60 * arguments.minutes
    tasks = [(unit, float(ratio), rule) for unit in chosen for ratio in arguments.ratios.split(",") for rule in rules_of(arguments.venv)]
    at = arguments.seed * 7919  # so that short slices with other seeds begin elsewhere
    with open(arguments.out, "a", encoding="utf-8") as out, busy(arguments.hogs):
        while time.monotonic() < end:
            unit, truth, rule = tasks[at % len(tasks)]
            with tempfile.TemporaryDirectory(prefix="velox-peers-") as folder:
                task = Task(pathlib.Path(folder), unit, truth, at % units.CALLS, arguments.venv)
                start = time.perf_counter()
                answers = list(getattr(task, rule)())
                seconds = time.perf_counter() - start
            for name, win, ratio in answers:
                out.write(json.dumps({"mode": "peer", "rule": name, "unit": unit.name, "truth": truth, "hogs": arguments.hogs, "seed": at,
                                      "win": win, "ratio": ratio, "seconds": seconds}) + "\n")
            out.flush()
            at += 1


if __name__ == "__main__":
    main()
