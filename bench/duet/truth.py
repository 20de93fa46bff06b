#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Counts the instructions of a call of both versions of each unit (valgrind), so that the true ratio is known without a clock.

The steps of both versions are the same instructions on the same data, so that the ratio of counts is the ratio of times but for what the
CPU makes of the few instructions outside of the steps. Usage: truth.py OUT.json [RATIO...]. Writes {unit: {ratio: counted}};
`counted.json` is that of CPython 3.11.2 (Debian 12).
"""
import json
import os
import pathlib
import pickle
import subprocess
import sys
import tempfile

import units

_RUN = """
import pickle, sys
args, _ = pickle.load(open(sys.argv[2], "rb"))
names = {}
exec(open(sys.argv[1]).read(), names)
unit = names["unit"]
for _ in range(int(sys.argv[3])): unit(*args)
"""


def instructions(source, call, calls):
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", "/usr/bin/python3", "-S", "-c", _RUN, source, call,
               str(calls)]
    found = subprocess.run(command, capture_output=True, text=True, check=True,
                           env={"PATH": os.environ["PATH"], "PYTHONHASHSEED": "1", "PYTHONDONTWRITEBYTECODE": "1"})
    return int(next(line for line in found.stderr.splitlines() if "Collected" in line).split(":")[1].replace(",", ""))


def per_call(source, call, calls):
    return (instructions(source, call, 2 * calls) - instructions(source, call, calls)) / calls


def main():
    ratios = [float(text) for text in sys.argv[2:]] or [1.02, 1.05, 1.1]
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for unit in units.UNITS:
            if not unit.steps:
                continue
            (folder / "call").write_bytes(pickle.dumps((unit.arguments(1), {}), 4))
            counts = {}
            for ratio in [1.0, *ratios]:
                (folder / f"{ratio}.py").write_text(unit.source(ratio))
                counts[ratio] = per_call(str(folder / f"{ratio}.py"), str(folder / "call"), max(1, int(1e-3 / unit.seconds)))
            found[unit.name] = {str(ratio): counts[ratio] / counts[1.0] for ratio in ratios}
            print(unit.name, found[unit.name], flush=True)
    pathlib.Path(sys.argv[1]).write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
