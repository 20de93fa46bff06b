# SPDX-License-Identifier: Apache-2.0
"""Runs the before and after block of catalogue cases and compares what they print and raise.

Reads a JSON list of {"title", "before", "after", "run"} from the file named on the command line; prints one line per
difference. Blocks without an "after" or "run" are only compiled; those that need a library which is not installed are
counted in a last line that begins with "skipped: ".
"""
import contextlib
import importlib.util
import io
import json
import re
import sys
import types


def outcome(block, run, title):
    out = io.StringIO()
    module = types.ModuleType("case")
    raised = None
    with contextlib.redirect_stdout(out):
        try:
            exec(compile(block, title, "exec"), module.__dict__)
            exec(compile(run, title + " (run)", "exec"), module.__dict__)
        except Exception as error:
            raised = f"{type(error).__name__}: {error}"
    return out.getvalue(), raised


def missing_library(block):
    """The name of an imported library that this interpreter lacks; None when it has all."""
    for name in re.findall(r"^\s*(?:import|from) (numpy|pandas)\b", block, re.MULTILINE):
        if importlib.util.find_spec(name) is None:
            return name
    return None


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        cases = json.load(file)
    skipped = []
    for case in cases:
        title = case["title"]
        try:
            compile(case["before"], title, "exec")
            compile(case.get("after") or "", title, "exec")
        except SyntaxError as error:
            print(f"{title}: {error}")
            continue
        if not case.get("after") or not case.get("run"):
            continue
        library = missing_library(case["before"] + case["run"])
        if library:
            skipped.append(library)
            continue
        before = outcome(case["before"], case["run"], title)
        after = outcome(case["after"], case["run"], title)
        if before != after:
            print(f"{title}: before gives {before!r}, after gives {after!r}")
        elif before == ("", None):
            print(f"{title}: the run prints nothing, so it compares nothing")
        elif before[1] and before[1].startswith(("NameError", "SyntaxError", "ImportError")):
            print(f"{title}: the run itself fails: {before[1]}")
    if skipped:
        print(f"skipped: {len(skipped)} cases, because this Python has no {' and no '.join(sorted(set(skipped)))}")


main()
