#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Learns rules from `pairs/` and lets `velox optimize` try them, and nothing else, on the programs of `unseen/`.

Each program has three functions that the change of its family fits, and one where it would be wrong or is none of the rule's business
(the last one before `__main__`). Prints a line for each function and the counts.
"""
import argparse
import ast
import collections
import json
import pathlib
import shutil
import subprocess
import tempfile

HERE = pathlib.Path(__file__).resolve().parent


def velox(program, folder, *arguments, **how):
    return subprocess.run([program, *arguments], cwd=folder, capture_output=True, text=True, check=False, **how)


def trap_of(text):
    """The last function of the module."""
    return [node.name for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)][-1]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--velox", default="velox")
    parser.add_argument("--budget", type=int, default=90)
    parser.add_argument("--out", type=pathlib.Path, help="JSON lines")
    parser.add_argument("only", nargs="*", help="families")
    arguments = parser.parse_args()
    program = str(pathlib.Path(arguments.velox).resolve()) if "/" in arguments.velox else arguments.velox
    counts = collections.Counter()
    with tempfile.TemporaryDirectory(prefix="velox-learned-") as folder:
        root = pathlib.Path(folder)
        learned = json.loads(velox(program, root, "learn", "rules", "--pairs", str(HERE / "pairs"), "--root", ".", "--json", "-").stdout)
        ids = [rule["id"] for rule in learned["rules"]]
        print(f"{learned['examples']} changes, {learned['covered']} done by rules that there are, {len(ids)} rules learned")
        for rule in learned["rules"]:
            print(f"  {rule['id']}: {rule['title']} ({len(rule['learned_from'])} + {len(rule['held_out'])})")
        tested = velox(program, root, "rules", "test", "--root", ".")
        print(tested.stdout.strip().splitlines()[-1] if tested.stdout else tested.stderr)
        for file in sorted((HERE / "unseen").glob("*.py")):
            if arguments.only and file.stem not in arguments.only:
                continue
            shutil.copy(file, root)
            done = velox(program, root, "optimize", file.name, "--root", ".", "--budget", f"{arguments.budget}s", "--seed", "1",
                         "--rules", ",".join(ids), "--json", "-")
            (root / file.name).unlink()
            if done.returncode != 0:
                print(file.stem, "failed:", done.stderr)
                continue
            report = json.loads(done.stdout)
            trap = trap_of(file.read_text(encoding="utf-8"))
            for candidate in report["candidates"]:
                name = candidate["unit"].split("::")[1]
                where = "trap" if name == trap else "place"
                counts[where, candidate["verdict"]] += 1
                print(f"{file.stem:12} {name:18} {where:6} {candidate['verdict']:15} {candidate['reason'][:110]}", flush=True)
                if arguments.out:
                    with open(arguments.out, "a", encoding="utf-8") as out:
                        out.write(json.dumps({"family": file.stem, "unit": name, "where": where, **candidate}) + "\n")
    for (where, verdict), count in sorted(counts.items()):
        print(f"{where:6} {verdict:15} {count}")


if __name__ == "__main__":
    main()
