#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Measures the budgets of the design on this machine and prints them as a table: `./dev bench [NAME...]`.

Each figure is a median of several runs in one go. Nothing here passes or fails: it shows the bound beside the figure.
"""
import argparse
import json
import os
import pathlib
import resource
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent


def timed(command, runs, **how):
    """Median and spread of wall seconds, and peak memory of the children so far."""
    seconds = []
    for _ in range(runs + 1):
        started = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, **how)
        seconds.append(time.perf_counter() - started)
    seconds = seconds[1:]
    return statistics.median(seconds), min(seconds), max(seconds)


def peak_memory(command):
    """Peak resident bytes of one run, measured in a child of its own so that earlier runs do not count."""
    code = ("import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL);"
            "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024)")
    return int(subprocess.run([sys.executable, "-c", code, *command], capture_output=True, text=True, check=True).stdout)


class Bench:
    def __init__(self, velox, scratch):
        self.velox, self.scratch = velox, scratch

    def start(self):
        median, low, high = timed([self.velox, "--help"], 20)
        yield "velox --help", f"{median * 1e3:.1f} ms [{low * 1e3:.1f}, {high * 1e3:.1f}]", "< 20 ms"

    def analyze(self):
        stdlib = pathlib.Path(sysconfig.get_paths()["stdlib"])
        module = next(p for p in sorted(stdlib.glob("*.py")) if not p.name.startswith("_") and 950 <= p.read_bytes().count(b"\n") <= 1100)
        folder = self.scratch / "one"
        folder.mkdir()
        shutil.copy(module, folder)
        median, low, high = timed([self.velox, "analyze", module.name, "--root", "."], 15, cwd=folder)
        yield (f"analyze {module.name} ({module.read_bytes().count(chr(10).encode())} lines), cold process",
               f"{median * 1e3:.1f} ms [{low * 1e3:.1f}, {high * 1e3:.1f}]", "< 30 ms")
        whole = self.scratch / "whole"
        shutil.copytree(stdlib, whole, ignore=shutil.ignore_patterns("site-packages", "dist-packages", "__pycache__", "*.so", "test", "tests"))
        lines = sum(p.read_bytes().count(b"\n") for p in whole.rglob("*.py"))
        command = [self.velox, "analyze", str(whole), "--root", str(whole), "--json", str(self.scratch / "out.json")]
        median, low, high = timed(command, 3)
        yield f"analyze the standard library ({lines:,} lines)", f"{median:.2f} s, {lines / median:,.0f} lines/s", "see throughput"
        yield "  its peak memory per million lines", f"{peak_memory(command) / lines:.0f} MB", "< 300 MB"

    def optimize(self):
        for name in ("job_scheduler", "order_join", "frame_parser"):
            folder = self.scratch / f"optimize_{name}"
            shutil.copytree(REPOSITORY / "examples" / name, folder)
            started = time.perf_counter()
            process = subprocess.Popen([self.velox, "optimize", f"{name}.py", "--root", ".", "--budget", "60s"], cwd=folder,
                                       stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
            first = None
            for line in process.stdout:
                if first is None and "✔" in line:
                    first = time.perf_counter() - started
            process.wait()
            done = time.perf_counter() - started
            yield (f"optimize {name}: first verified patch, all done", f"{first or float('nan'):.1f} s, {done:.1f} s", "< 10 s, < 60 s")

    def duet(self):
        program = pathlib.Path(self.velox).parents[2] / "bench" / "duet" / "duet_calibration"
        found = subprocess.run([program, "40"], capture_output=True, text=True, check=True).stdout
        for line in found.splitlines():
            truth, _, rest = line.partition(": ")
            yield f"duets, {truth}", rest, "x1.00: won <= 1 %; x1.05: p50 <= 6, p95 <= 24"

    def sandbox(self):
        program = pathlib.Path(self.velox).parents[2] / "src" / "velox" / "sandbox" / "sandbox_bench"
        found = json.loads(subprocess.run([program], capture_output=True, text=True, check=True).stdout)
        for backend, (median, low, high) in found.items():
            yield f"start of a program, {backend}", f"{median:.1f} ms, middle half [{low:.1f}, {high:.1f}]", ""


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", default="build/release")
    parser.add_argument("names", nargs="*", help="start, analyze, optimize, duet, sandbox")
    arguments = parser.parse_args()
    velox = str((REPOSITORY / arguments.build / "apps" / "velox" / "velox").resolve())
    names = arguments.names or ["start", "analyze", "optimize", "duet", "sandbox"]
    print(f"{'what':<64} {'measured':<34} bound")
    with tempfile.TemporaryDirectory(prefix="velox-bench-") as folder:
        bench = Bench(velox, pathlib.Path(folder))
        for name in names:
            for what, measured, bound in getattr(bench, name)():
                print(f"{what:<64} {measured:<34} {bound}", flush=True)


if __name__ == "__main__":
    main()
