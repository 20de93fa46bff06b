#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Measures the budgets of the design on this machine and prints them as a table: `./dev bench [NAME...]`.

Each figure is a median of several runs in one go. Nothing here passes or fails: it shows the bound beside the figure.
"""
import argparse
import json
import os
import pathlib
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


class Bench:
    def __init__(self, velox, scratch, arguments):
        self.velox, self.scratch, self.arguments = velox, scratch, arguments
        self.out = arguments.out or scratch
        self.out.mkdir(parents=True, exist_ok=True)

    def program(self, *parts):
        return pathlib.Path(self.velox).parents[2].joinpath("bench", *parts)

    def script(self, *command, output=None):
        subprocess.run([sys.executable, str(REPOSITORY / "bench" / command[0]), *map(str, command[1:])], check=True, stdout=output)

    def start(self):
        median, low, high = timed([self.velox, "--help"], 20)
        yield "velox --help", f"{median * 1e3:.1f} ms [{low * 1e3:.1f}, {high * 1e3:.1f}]", "< 20 ms"

    def analyze(self):
        stdlib = pathlib.Path(sysconfig.get_paths()["stdlib"])
        module = next(p for p in sorted(stdlib.glob("*.py")) if not p.name.startswith("_") and 950 <= p.read_bytes().count(b"\n") <= 1100)
        folder = self.scratch / "one"
        folder.mkdir()
        shutil.copy(module, folder)
        median, low, high = timed([self.velox, "analyze", module.name, "--root", ".", "--no-cache"], 15, cwd=folder)
        yield (f"analyze {module.name} ({module.read_bytes().count(chr(10).encode())} lines), cold process",
               f"{median * 1e3:.1f} ms [{low * 1e3:.1f}, {high * 1e3:.1f}]", "< 30 ms")
        options = ["--peers", self.arguments.peers.absolute()] if self.arguments.peers else []
        print()
        self.script("analyze/measure.py", self.velox, self.program("analyze", "parse_only"), *options)
        yield "analyze a million lines", "above", ">= 70 % of parsing, <= 300 MB, again < 0.3 s"

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
        """Experiments with known answers, a slice of --minutes for each kind, appended to --out; and their summary over all slices."""
        ours, peers = self.out / "duet.jsonl", self.out / "peers.jsonl"
        how = ["--minutes", str(self.arguments.minutes), "--seed", str(self.arguments.seed)]
        for noise in ([], ["--hogs"]):
            program = [str(self.program("duet", "duet_experiments")), str(ours), *noise, *how]
            subprocess.run([*program, "--ratios", "1,1.05,1.1"], check=True)
            subprocess.run([*program, "--ratios", "1.02", "--min-gain", "0.01"], check=True)
            subprocess.run([*program, "--ratios", "1.02,1.05,1.1", "--mode", "interval"], check=True)
            if self.arguments.peers:
                self.script("duet/peers.py", peers, "--venv", self.arguments.peers.absolute(), *noise, *how)
        self.script("duet/summary.py", *[file for file in (ours, peers) if file.exists()])
        yield "experiments with known answers", "above", "x1.00: won <= 1 %, accepted 0; x1.05: p50 <= 6, p95 <= 24; intervals >= 93 %"

    def judge(self):
        """The corpus of right and wrong rewrites, all stages with --full; --codeflash VENV shows it to that client's comparator too."""
        full = ["--full"] if self.arguments.full else []
        jobs, peer = self.out / "jobs.jsonl", self.out / "codeflash.jsonl"
        results = self.out / ("judge-full.jsonl" if full else "judge.jsonl")
        self.script("judge/jobs.py", self.out)
        subprocess.run([str(self.program("judge", "judge_corpus")), jobs, results, *full], check=True)
        table = ["judge/table.py", results]
        if self.arguments.codeflash:
            with open(peer, "w", encoding="utf-8") as out:
                subprocess.run(["unshare", "-rn", str(self.arguments.codeflash.absolute() / "bin" / "python"), "-B",
                                str(REPOSITORY / "bench/judge/peer_comparator.py"), str(jobs)],
                               check=True, stdout=out, stderr=subprocess.DEVNULL, env={**os.environ, "HOME": str(self.scratch)})
            table += ["--peer", peer]
        self.script(*table)
        yield "right and wrong rewrites", "above", "wrong: 0 let through; right: >= 97 % judged equivalent"

    def learn(self):
        """CartPole-v1, five seeds; --peer-dqn VENV: beside stable-baselines3; --full: with each switch of the algorithm off. Policies on
        recorded projects are compared by `./dev bench learn regret` (learn/regret.py)."""
        trainer = self.program("..", "apps", "velox-trainer", "velox-trainer")
        peer = ["--peer", self.arguments.peer_dqn.absolute()] if self.arguments.peer_dqn else []
        self.script("learn/cartpole.py", "--trainer", trainer, "--results", self.out / "cartpole.jsonl", *peer,
                    *(["--ablate"] if self.arguments.full else []))
        yield "CartPole-v1", "above", "mean return >= 475 in >= 4 of 5 seeds; steps/s >= 5 times the peer's"

    def sandbox(self):
        program = pathlib.Path(self.velox).parents[2] / "src" / "velox" / "sandbox" / "sandbox_bench"
        found = json.loads(subprocess.run([program], capture_output=True, text=True, check=True).stdout)
        for backend, (median, low, high) in found.items():
            yield f"start of a program, {backend}", f"{median:.1f} ms, middle half [{low:.1f}, {high:.1f}]", ""


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", default="build/release")
    parser.add_argument("--minutes", type=float, default=2, help="of each kind of experiment in duet (default 2)")
    parser.add_argument("--seed", type=int, default=1, help="another one for each slice of duet")
    parser.add_argument("--out", type=pathlib.Path, help="folder to which duet and judge add their results; they go on from there")
    parser.add_argument("--peers", type=pathlib.Path, metavar="VENV",
                        help="duet: let pyperf and pytest-benchmark of VENV, and hyperfine, decide too; analyze: run ruff of VENV beside it")
    parser.add_argument("--codeflash", type=pathlib.Path, metavar="VENV", help="judge: show the corpus to the comparator in VENV too")
    parser.add_argument("--peer-dqn", type=pathlib.Path, metavar="VENV", help="learn: an environment with stable-baselines3 and gymnasium")
    parser.add_argument("--full", action="store_true", help="judge: all stages, clocks included; learn: the ablation too")
    parser.add_argument("names", nargs="*", help="start, analyze, optimize, duet, sandbox (these when none is named), judge, learn")
    arguments = parser.parse_args()
    velox = str((REPOSITORY / arguments.build / "apps" / "velox" / "velox").resolve())
    names = arguments.names or ["start", "analyze", "optimize", "duet", "sandbox"]
    print(f"{'what':<64} {'measured':<34} bound")
    with tempfile.TemporaryDirectory(prefix="velox-bench-") as folder:
        bench = Bench(velox, pathlib.Path(folder), arguments)
        for name in names:
            for what, measured, bound in getattr(bench, name)():
                print(f"{what:<64} {measured:<34} {bound}", flush=True)


if __name__ == "__main__":
    main()
