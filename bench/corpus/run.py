#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Puts the corpus through `velox optimize`: what of the planted mistakes is found and verified, and what of the look-alikes is changed.

One JSON line for each program is added to OUT; programs that it has already are left out, so that a run that was cut short goes on.
`--summary` prints the table instead.
"""
import argparse
import collections
import json
import pathlib
import re
import shutil
import subprocess
import tempfile
import time

CORPUS = pathlib.Path(__file__).resolve().parents[2] / "corpus"
HEADER = re.compile(r"# (planted|stays): ([\w-]+)(?: in ([\w.<>]+))?")


def programs(only):
    """(file, kind, rule, unit); unit is None for look-alikes."""
    for file in [*sorted(CORPUS.glob("planted/*/*.py")), *sorted(CORPUS.glob("stays/*.py"))]:
        kind, rule, unit = HEADER.match(file.read_text(encoding="utf-8").splitlines()[1]).groups()
        if not only or any(word in str(file) for word in only):
            yield file, kind, rule, unit


def within(unit, qualname):
    """Whether a unit's report is about the planted one: itself, or a function that it stands in or that stands in it."""
    mine, its = unit.replace("<locals>.", "").split("."), qualname.replace("<locals>.", "").split(".")
    shorter = min(len(mine), len(its))
    return mine[:shorter] == its[:shorter]


def optimise(velox, file, budget):
    with tempfile.TemporaryDirectory(prefix="velox-corpus-") as folder:
        shutil.copy(file, folder)
        started = time.monotonic()
        done = subprocess.run([velox, "optimize", file.name, "--root", ".", "--budget", f"{budget}s", "--seed", "1", "--quiet", "--json", "out.json"],
                              cwd=folder, capture_output=True, text=True, timeout=20 * budget, check=False)
        seconds = time.monotonic() - started
        try:
            return json.loads((pathlib.Path(folder) / "out.json").read_text(encoding="utf-8")), seconds
        except (OSError, ValueError):
            return {"failed": (done.stderr or done.stdout)[-400:]}, seconds


def row(file, kind, rule, unit, report, seconds):
    """What became of the program, with the reason where the planted mistake was not mended."""
    out = {"file": str(file.relative_to(CORPUS)), "kind": kind, "rule": rule, "unit": unit, "seconds": round(seconds, 1)}
    if "failed" in report:
        return out | {"fate": "failed", "reason": report["failed"]}
    out["baseline_s"] = report["baseline"]["cpu_s"]
    accepted = [(patch["strategies"], patch["units"], patch["confirmed"]["estimate"], patch["assurance"]) for patch in report["patches"]]
    out["accepted"] = accepted
    out["workload"] = report["workload_speedup"]
    if kind == "stays":
        changed = [patch for patch in accepted if rule in patch[0]]
        return out | {"fate": "changed" if changed else "stays"}
    mine = [patch for patch in accepted if any(within(unit, u.split("::")[1]) for u in patch[1])]
    for patch in mine:
        if rule in patch[0]:
            return out | {"fate": "verified", "gain": patch[2], "assurance": patch[3]}
    tried = [c for c in report["candidates"] if rule in c.get("strategy", "") and within(unit, c["unit"].split("::")[1])]
    why = [f"{c['verdict']}: {c['reason']}" for c in tried]
    reports = [u for u in report["units"] if within(unit, u["qualname"])]
    refused = [r["reason"] for u in reports for r in u["refusals"] if r["strategy"] == rule]
    notes = [u["note"] for u in reports if u["note"]]
    fate = "mended otherwise" if mine else "refused by the judge" if tried else "refused by the rule" if refused else "not seen" if reports else "not hot"
    return out | {"fate": fate, "reason": "; ".join(why or refused or notes), "units": len(report["units"])}


def summary(rows):
    """Fates of the planted ones by rule, and of the look-alikes."""
    planted = [r for r in rows if r["kind"] == "planted"]
    fates = ["verified", "mended otherwise", "refused by the judge", "refused by the rule", "not seen", "not hot", "failed"]
    print("| rule | planted | " + " | ".join(fates) + " | gain |\n|---|---|" + "---|" * (len(fates) + 1))
    for rule in [*sorted({r["rule"] for r in planted}), None]:
        its = [r for r in planted if rule in (None, r["rule"])]
        counts = collections.Counter(r["fate"] for r in its)
        gains = sorted(r["gain"] for r in its if "gain" in r)
        middle = f"×{gains[len(gains) // 2]:.2f}" if gains else ""
        print(f"| {rule or 'all'} | {len(its)} | " + " | ".join(str(counts[f] or "") for f in fates) + f" | {middle} |")
    stays = [r for r in rows if r["kind"] == "stays"]
    print(f"\n{sum(r['fate'] == 'stays' for r in stays)} of {len(stays)} look-alikes stay.")
    for r in rows:
        if r["fate"] not in ("verified", "stays"):
            print(f"* {r['file']} ({r['unit']}): {r['fate']}: {r.get('reason', '')}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=pathlib.Path, help="JSON lines")
    parser.add_argument("--velox", default="velox")
    parser.add_argument("--budget", type=int, default=60, help="seconds for each program (default 60)")
    parser.add_argument("--slice", default="0/1", help="K/N: every Nth program from the Kth on")
    parser.add_argument("--summary", action="store_true")
    parser.add_argument("only", nargs="*", help="parts of paths")
    arguments = parser.parse_args()
    rows = [json.loads(line) for line in arguments.out.read_text(encoding="utf-8").splitlines()] if arguments.out.exists() else []
    if arguments.summary:
        summary(rows)
        return
    known = {r["file"] for r in rows}
    which, of = map(int, arguments.slice.split("/"))
    for number, (file, kind, rule, unit) in enumerate(programs(arguments.only)):
        if number % of != which or str(file.relative_to(CORPUS)) in known:
            continue
        done = row(file, kind, rule, unit, *optimise(arguments.velox, file, arguments.budget))
        with open(arguments.out, "a", encoding="utf-8") as out:
            out.write(json.dumps(done) + "\n")
        print(f"{done['file']}: {done['fate']} {done.get('gain', '')} {done.get('reason', '')[:150]} ({done['seconds']} s)", flush=True)


if __name__ == "__main__":
    main()
