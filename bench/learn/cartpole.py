#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs velox-trainer on CartPole-v1 for several seeds, one after another, and appends a JSON line for each to --results.

Without --ablate only the full algorithm; with it each of the four switches is turned off alone, and then all of them. --peer VENV
runs stable-baselines3 with its published settings beside it (bench/learn/peer_dqn.py), and the trainer with the same network, batch
and rhythm (`as-peer`), so that speeds compare. Runs that are in the results already are not made again. --table prints what is there.
"""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ABLATIONS = {
    "no double": ["--no-double"],
    "no duelling": ["--no-duelling"],
    "no prioritised": ["--no-prioritised"],
    "no n-step": ["--no-n-step"],
    "none of them": ["--no-double", "--no-duelling", "--no-prioritised", "--no-n-step"],
}
# What the peer's published settings say; it has none of the switches.
AS_PEER = ABLATIONS["none of them"] + [
    "--hidden", "256,256", "--learning-rate", "2.3e-3", "--final-learning-rate", "2.3e-3", "--batch", "64", "--capacity", "100000",
    "--learning-starts", "1000", "--train-every", "256", "--updates", "128", "--target-every", "10",
    "--explore-share", "0.16", "--explore-to", "0.04"]
ONE_THREAD = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def known(results):
    if not results.exists():
        return []
    return [json.loads(line) for line in results.read_text(encoding="utf-8").splitlines()]


def append(results, line):
    with open(results, "a", encoding="utf-8") as out:
        out.write(json.dumps(line) + "\n")


def ours(trainer, name, options, seed, steps):
    with tempfile.TemporaryDirectory(prefix="cartpole-") as folder:
        out = pathlib.Path(folder) / "run"
        subprocess.run([str(trainer), "cartpole", "--seed", str(seed), "--steps", str(steps), *options, "--out", str(out)],
                       check=True, stdout=subprocess.DEVNULL, env=ONE_THREAD)
        result = json.loads((out / "metrics.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    return {"name": name, "seed": seed, "steps": steps, "mean": result["mean_return"], "last": result["mean_return_of_last_weights"],
            "cpu_seconds": result["cpu_seconds"], "steps_per_cpu_second": result["steps_per_cpu_second"]}


def peer(venv, seed, steps):
    found = subprocess.run([str(venv / "bin" / "python"), str(HERE / "peer_dqn.py"), str(seed), str(steps)],
                           check=True, capture_output=True, text=True, env=ONE_THREAD)
    return {"name": "stable-baselines3", "seed": seed, "steps": steps, **json.loads(found.stdout.splitlines()[-1])}


def table(lines):
    print("| what | seeds | steps | mean return of 100 episodes, each seed | >= 475 | last weights | steps per CPU second (median) |")
    print("|---|---|---|---|---|---|---|")
    for name, steps in dict.fromkeys((line["name"], line["steps"]) for line in lines):
        runs = sorted((line for line in lines if (line["name"], line["steps"]) == (name, steps)), key=lambda line: line["seed"])
        means = ", ".join(f"{run['mean']:.0f}" for run in runs)
        last = ", ".join(f"{run['last']:.0f}" for run in runs)
        solved = sum(run["mean"] >= 475 for run in runs)
        speed = statistics.median(run["steps_per_cpu_second"] for run in runs)
        print(f"| {name} | {len(runs)} | {steps:,} | {means} | {solved} of {len(runs)} | {last} | {speed:,.0f} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trainer", type=pathlib.Path, default=pathlib.Path("build/release/apps/velox-trainer/velox-trainer"))
    parser.add_argument("--results", type=pathlib.Path, required=True)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--steps", type=int, default=100000)
    parser.add_argument("--peer-steps", type=int, default=50000, help="of the peer and of as-peer (its published number)")
    parser.add_argument("--ablate", action="store_true")
    parser.add_argument("--peer", type=pathlib.Path, metavar="VENV", help="an environment with stable-baselines3 and gymnasium")
    parser.add_argument("--table", action="store_true", help="only print the results")
    arguments = parser.parse_args()
    if not arguments.table:
        done = {(line["name"], line["seed"], line["steps"]) for line in known(arguments.results)}
        for seed in range(1, arguments.seeds + 1):
            wanted = {"velox-trainer": []}
            if arguments.ablate:
                wanted |= ABLATIONS
            for name, options in wanted.items():
                if (name, seed, arguments.steps) not in done:
                    append(arguments.results, ours(arguments.trainer, name, options, seed, arguments.steps))
            if arguments.peer:
                if ("as-peer", seed, arguments.peer_steps) not in done:
                    append(arguments.results, ours(arguments.trainer, "as-peer", AS_PEER, seed, arguments.peer_steps))
                if ("stable-baselines3", seed, arguments.peer_steps) not in done:
                    append(arguments.results, peer(arguments.peer.absolute(), seed, arguments.peer_steps))
            print(f"seed {seed} done", file=sys.stderr, flush=True)
    table(known(arguments.results))


if __name__ == "__main__":
    main()
