#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Applies every rewrite that is `proven` by reading alone to whole libraries, and runs their own tests before and after.

    ./dev bench libraries [NAME...]     all libraries of table.py and the standard library, or those named
    bench/libraries/run.py --summary    writes the figures of all runs so far into docs/results/libraries.md

A proven rewrite holds for every program, so a test that fails only afterwards is a fault of a rule. Sources and environments are kept
in --scratch, one folder for each library, with the log of each step, the trees before and after, and every rewrite with its diff.
Each run adds one line of JSON to results.jsonl there; the last one of a library counts.
"""
import argparse
import collections
import json
import os
import pathlib
import subprocess
import sys
import time

import outcomes
import summary
import table
import targets

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
FIND_SPECS = """
import importlib.util, json, sys
found = {}
for name in json.load(sys.stdin):
    try:
        spec = importlib.util.find_spec(name)
    except Exception:
        spec = None
    found[name] = spec.origin if spec else None
json.dump(found, sys.stdout)
"""


def say(text):
    print(f"[{time.strftime('%H:%M:%S')}] {text}", flush=True)


def rewrite(program, target, out, options=()):
    """Runs rewrite_tree in the tree that is to change and gives what it wrote."""
    skip = [part for name in target.skip for part in ("--skip", name)]
    command = [program, out, *options, *skip, *target.code]
    done = subprocess.run(list(map(str, command)), cwd=target.tree("after"), capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1) or not out.exists():
        raise RuntimeError(f"rewrite_tree: {done.stderr}")
    return json.loads(out.read_text(encoding="utf-8"))


def changed_files(rewritten):
    return [os.path.normpath(entry["file"]) for entry in rewritten["changed"]]


def changed_units(rewritten):
    return sorted({(os.path.normpath(entry["file"]), one["unit"]) for entry in rewritten["changed"] for one in entry["rewrites"]})


def only_tested(rewritten):
    """By rule, the rewrites for which reading alone is not a proof."""
    return collections.Counter(one["rule"] for entry in rewritten["changed"] for one in entry["rewrites"] if one["assurance"] == "tested")


def compile_errors(target, files):
    """What the interpreter says of changed files that it cannot compile."""
    listed = target.folder / "changed"
    listed.write_text("\n".join(files), encoding="utf-8")
    done = subprocess.run([*target.python("after"), "-m", "compileall", "-q", "-f", "-i", str(listed)], cwd=target.tree("after"),
                          env=target.environment("after"), capture_output=True, text=True, check=False)
    return [line for line in (done.stdout + done.stderr).splitlines() if line.strip()] if done.returncode else []


def not_from_tree(target, side, files):
    """Changed modules that the tests would take from elsewhere. Those that cannot be found at all (scripts) are not counted."""
    names = {}
    for file in files:
        path = target.tree(side).resolve() / file
        try:
            parts = path.relative_to(target.search_path(side).resolve()).with_suffix("").parts
        except ValueError:
            continue
        names[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = str(path)
    done = subprocess.run([*target.python(side), "-c", FIND_SPECS], input=json.dumps(list(names)), cwd=target.tree(side),
                          env=target.environment(side), capture_output=True, text=True, check=True)
    origins = json.loads(done.stdout)
    return [name for name, path in names.items() if origins[name] is not None and os.path.realpath(origins[name]) != os.path.realpath(path)]


def run_side(target, side, label, units=()):
    """The library's tests on one tree. With `units`, notes which of these functions they run."""
    environment = target.environment(side)
    if units:
        reached = target.folder / "reached"
        reached.mkdir(exist_ok=True)
        for old in reached.glob("ran-*"):
            old.unlink()
        lines = [f"{os.path.realpath(target.tree(side) / file)}\t{unit}\n" for file, unit in units]
        (reached / "wanted").write_text("".join(lines), encoding="utf-8")
        environment["VELOX_REACHED"] = str(reached)
    report = target.folder / f"{label}.xml"
    run = outcomes.run_tests(target.test_command(side, report), report, target.folder / f"{label}.log", target.seconds,
                             cwd=target.tree(side), env=environment)
    counts = run.counts()
    say(f"  {label}: {counts['passed']} passed, {counts['failed']} failed, {counts['skipped']} skipped, {counts['seconds']} s"
        f"{', ' + run.trouble if run.trouble else ''}")
    return run


def reached_units(target):
    numbers = set()
    for file in (target.folder / "reached").glob("ran-*"):
        numbers.update(file.read_text(encoding="utf-8").split())
    return len(numbers)


def compare(target, rewritten):
    """Both runs; what fails only afterwards is run once more on both sides, and counts when it does so again."""
    units = changed_units(rewritten)
    before = run_side(target, "before", "before", units)
    after = run_side(target, "after", "after")
    new = outcomes.new_failures(before, after)
    if new and not after.trouble:
        say(f"  {len(new)} fail only afterwards; once more")
        again = outcomes.new_failures(run_side(target, "before", "before-again"), run_side(target, "after", "after-again"))
        new = sorted(set(new) & set(again))
    return {"before": before.counts(), "after": after.counts(), "new_failures": new,
            "failed_before": sorted(before.bad()), "reached_units": reached_units(target) if units else 0}


def examine(program, target, arguments):
    started = time.monotonic()
    say(target.name)
    target.folder.mkdir(parents=True, exist_ok=True)
    target.prepare()
    only = ["--rules", arguments.rules] if arguments.rules else []
    weaker = rewrite(program, target, target.folder / "tested.json", ["--assurance", "tested", "--keep", *only])
    first = rewrite(program, target, target.folder / "proven.json", only)
    second = rewrite(program, target, target.folder / "second.json", ["--keep", *only])
    files = target.changed = changed_files(first)
    say(f"  {first['rewrites']} proven rewrites in {len(files)} of {first['files']} files; a second pass finds {second['rewrites']}")
    result = {"library": target.name, "version": target.version, "files": first["files"], "lines": first["lines"],
              "rewrites": first["rewrites"], "by_rule": first["by_rule"], "changed_files": len(files), "units": len(changed_units(first)),
              "tested_by_rule": only_tested(weaker), "second_pass": second["rewrites"],
              "skipped": first["skipped"], "violations": first["violations"] + second["violations"],
              "compile_errors": compile_errors(target, files),
              "not_from_tree": not_from_tree(target, "before", files) + not_from_tree(target, "after", files)}
    if first["rewrites"] and not arguments.no_tests:
        result.update(compare(target, first))
    return {**result, "seconds": round(time.monotonic() - started, 1)}


def faults(result):
    """What a result says against the rules, or against the measurement, in words."""
    found = [f"{len(result[key])} {words}: {', '.join(result[key][:5])}"
             for key, words in (("violations", "broken promises"), ("compile_errors", "files do not compile"),
                                ("new_failures", "new failures"), ("not_from_tree", "modules from elsewhere")) if result.get(key)]
    if "before" in result and not result["before"]["passed"]:
        found.append("no test passes before")
    if result["second_pass"]:
        found.append(f"a second pass finds {result['second_pass']} rewrites")
    return found


def chosen(scratch, names):
    known = [targets.SourceDistribution(library, scratch / library.name) for library in table.LIBRARIES]
    known.append(targets.StandardLibrary(scratch / "standard-library"))
    by_name = {target.name.replace(" ", "-"): target for target in known}
    unknown = [name for name in names if name not in by_name]
    if unknown:
        sys.exit(f"run.py: no library {', '.join(unknown)}; there are {', '.join(by_name)}")
    return [by_name[name] for name in names or by_name]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=pathlib.Path, default=REPOSITORY / "build/release", help="where rewrite_tree is built")
    parser.add_argument("--scratch", type=pathlib.Path, default=pathlib.Path.home() / ".cache/velox/libraries")
    parser.add_argument("--rules", help="only these, with commas: to find the one that is at fault")
    parser.add_argument("--no-tests", action="store_true", help="rewrite and compile only")
    parser.add_argument("--summary", action="store_true", help="write docs/results/libraries.md, run nothing")
    parser.add_argument("names", nargs="*", help="libraries; all when none is named")
    arguments = parser.parse_args()
    scratch = arguments.scratch.resolve()
    results = scratch / "results.jsonl"
    if arguments.summary:
        return summary.write(results, REPOSITORY / "docs/results/libraries.md")
    scratch.mkdir(parents=True, exist_ok=True)
    program = (arguments.build / "bench/libraries/rewrite_tree").resolve()
    wrong = 0
    for target in chosen(scratch, arguments.names):
        try:
            result = examine(program, target, arguments)
        except (RuntimeError, subprocess.SubprocessError, OSError) as error:
            say(f"  not run: {error}")
            wrong += 1
            continue
        for fault in faults(result):
            say(f"  ✘ {fault}")
            wrong += 1
        if not arguments.rules and not arguments.no_tests:
            with open(results, "a", encoding="utf-8") as out:
                out.write(json.dumps(result) + "\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
