#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How fast `velox analyze` is: beside parsing alone, beside other tools, and when nothing changed. `./dev bench analyze` runs it.

Every figure is the median of several runs of whole processes, in turn, so that what slows the machine slows all; [lowest, highest]
stand beside it. Nothing here passes or fails: it shows the bound beside the figure.
"""
import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from tree import make_tree

AST_GREP = "0.39.9"
AST_GREP_PATTERN = "$XS[len($XS) - 1]"
# Of ruff's rules those whose pages, or measurements, speak of run time; rules without that share their families with them.
RUFF_RULES = "PERF,C4,SIM,FURB,FLY,G,PIE810,RUF005,RUF010,RUF015,RUF017,RUF019,RUF046,RUF050,RUF051,RUF056,RUF057,RUF058,PLR1714,PLR6201,PLC0206,PLC0208,UP032"
SETTLED = 2.5  # seconds after which the cache trusts the time of a file


class Machine:
    """Runs commands and keeps what they took."""

    def __init__(self, runs, environment):
        self.runs, self.environment = runs, environment

    def once(self, command, cores=None):
        """Wall seconds, peak resident bytes, CPU seconds, exit status."""
        if cores == 1:
            command = ["taskset", "-c", "0", *command]
        started = time.perf_counter()
        process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                   env=self.environment)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - started
        return seconds, usage.ru_maxrss * 1024, usage.ru_utime + usage.ru_stime, process.returncode

    def compare(self, commands, cores=None):
        """Name -> (median, lowest, highest wall seconds, median CPU seconds, peak bytes) of commands that are run in turn."""
        found = {name: [] for name in commands}
        for _ in range(self.runs):
            for name, command in commands.items():
                run = self.once(command, cores)
                if run[3] not in (0, 1):
                    raise SystemExit(f"{name} ended with {run[3]}: {' '.join(map(str, command))}")
                found[name].append(run)
        return {name: (statistics.median(r[0] for r in runs), min(r[0] for r in runs), max(r[0] for r in runs),
                       statistics.median(r[2] for r in runs), max(r[1] for r in runs)) for name, runs in found.items()}


def install_ast_grep(folder):
    """The pinned npm package in a folder of its own; None when there is no npm or no network."""
    if shutil.which("npm") is None:
        return None
    folder.mkdir(exist_ok=True)
    done = subprocess.run(["npm", "install", "--prefix", str(folder), "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error",
                           f"@ast-grep/cli@{AST_GREP}"], check=False, capture_output=True, text=True)
    binaries = sorted(folder.glob("node_modules/@ast-grep/cli-linux-*/ast-grep"))
    if done.returncode != 0 or not binaries:
        print(f"no ast-grep: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
        return None
    binaries[0].chmod(0o755)
    return binaries[0]


def commands_for(arguments, root, scratch):
    velox = [arguments.velox, "analyze", str(root), "--root", str(root)]
    commands = {"parse only": [arguments.parse_only, str(root)],
                "velox, whole catalogue": [*velox, "--no-cache", "--json", str(scratch / "velox.json")]}
    ast_grep = None if arguments.no_peers else install_ast_grep(scratch / "npm")
    if ast_grep:
        commands["ast-grep, one rule"] = [ast_grep, "run", "--pattern", AST_GREP_PATTERN, "--lang", "python", "--json=stream",
                                          str(root)]
    ruff = arguments.peers / "bin" / "ruff" if arguments.peers else None
    if ruff and ruff.exists():
        commands["ruff, performance rules"] = [ruff, "check", "--isolated", "--no-cache", "--preview", "--select", RUFF_RULES,
                                               "--output-format", "json", "--exit-zero", "--quiet", str(root)]
    return commands


def row(name, *cells):
    print(f"| {name:<44} | " + " | ".join(f"{cell:<26}" for cell in cells) + " |", flush=True)


def spread(found, scale=1, unit="s"):
    median, low, high = (value * scale for value in found[:3])
    return f"{median:.2f} [{low:.2f}, {high:.2f}] {unit}"


def cold(machine, commands, lines):
    for cores, words in ((1, "one core"), (None, f"{os.cpu_count()} cores")):
        found = machine.compare(commands, cores)
        parse = found["parse only"]
        velox = found["velox, whole catalogue"]
        for name, measured in found.items():
            row(f"{name}, {words}", spread(measured), f"{lines / measured[0]:,.0f} lines/s", f"x{parse[0] / measured[0]:.2f} of parsing",
                f"{measured[4] / lines:.0f} MB/M lines")
        ratio = parse[0] / velox[0]
        row(f"velox / parse only, {words}", f"{ratio:.0%}", "bound: >= 70 %", f"CPU {parse[3] / velox[3]:.0%}", "")
        if cores is None:
            row("peak memory of velox", f"{velox[4] / lines:.0f} MB/M lines", "bound: <= 300", "", "")
        for name in ("ast-grep, one rule", "ruff, performance rules"):
            if name in found:
                row(f"velox / {name}, {words}", f"takes x{velox[0] / found[name][0]:.2f} as long", "", "", "")


def warm(machine, arguments, root, scratch, lines):
    velox = [arguments.velox, "analyze", str(root), "--root", str(root)]
    time.sleep(SETTLED)
    machine.once([*velox, "--json", str(scratch / "first.json")])
    commands = {"nothing changed, text": velox, "nothing changed, --json": [*velox, "--json", str(scratch / "again.json")]}
    for name, measured in machine.compare(commands).items():
        row(name, spread(measured, 1e6 / lines, "s/M lines"), "bound: < 0.3", f"{measured[4] / lines:.0f} MB/M lines", "")
    some = next(iter(sorted(root.rglob("*.py"))))
    some.write_bytes(some.read_bytes() + b"\n")
    row("one file changed", f"{machine.once(velox)[0] * 1e6 / lines:.2f} s/M lines", "", "", "")
    first, again = (json.loads((scratch / name).read_text()) for name in ("first.json", "again.json"))
    fresh = json.loads((scratch / "velox.json").read_text())
    for document in (first, again, fresh):
        document.pop("seconds")
    row("the same is found with the cache", "yes" if first == again == fresh else "NO", "bound: yes", "", "")
    return fresh


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("velox", type=pathlib.Path)
    parser.add_argument("parse_only", type=pathlib.Path)
    parser.add_argument("--peers", type=pathlib.Path, metavar="VENV", help="has ruff")
    parser.add_argument("--packages", type=pathlib.Path, action="append", default=[], metavar="DIR", help="read this folder too")
    parser.add_argument("--no-peers", action="store_true", help="not beside ast-grep, which npm installs into a scratch folder")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--lines", type=int, default=1_000_000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="velox-bench-") as folder:
        scratch = pathlib.Path(folder)
        root = scratch / "tree"
        files, lines, copies = make_tree(root, arguments.packages, arguments.lines)
        machine = Machine(arguments.runs, {**os.environ, "XDG_CACHE_HOME": str(scratch / "cache")})
        commands = commands_for(arguments, root, scratch)
        print(f"{files:,} files, {lines:,} lines of the standard library and the system's packages, without tests ({copies} copies), "
              f"{os.cpu_count()} cores, median of {arguments.runs} runs\n")
        row("what", "wall time", "", "", "")
        print("|---" * 5 + "|")
        cold(machine, commands, lines)
        found = warm(machine, arguments, root, scratch, lines)
        seen = json.loads(subprocess.run([arguments.parse_only, root], capture_output=True, text=True, check=True).stdout)
        print(f"\n{found['files']:,} files analyzed, {seen['files']:,} parsed, {found['units']:,} functions, "
              f"{len(found['opportunities']):,} opportunities, {len(found['refusals']):,} refusals")


if __name__ == "__main__":
    main()
