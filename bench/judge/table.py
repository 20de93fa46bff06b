#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Tables in Markdown of what judge_corpus (and, when given, peer_comparator.py) said of the corpus, and each miss with its reason.

Usage: table.py OUT.jsonl [--peer PEER.jsonl] [--misses-only]
A wrong candidate is missed when no difference was found (equivalence only) or when it was accepted (all stages). A right one is missed
when a difference was claimed, or when it was refused as unsafe.
"""
import argparse
import collections
import json
import pathlib

_REFUSED = ("not-equivalent", "unsafe", "failed")


def read(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line] if path else []


def missed(row):
    if row["origin"] == "right":
        return row["verdict"] in _REFUSED
    return row["verdict"] == "accepted" if row["extent"] == "whole" else row["equivalent"]


def undecided(row):
    """Neither told apart nor found equal: out of time, or nothing that could be compared."""
    return row["verdict"] == "inconclusive" and not row["equivalent"]


def by_kind(rows, peers, out):
    kinds = collections.defaultdict(list)
    for row in rows:
        kinds[row["kind"]].append(row)
    for kind in sorted(kinds, key=lambda kind: (-len(kinds[kind]), kind)):
        out.append([kind] + counts(kinds[kind]) + peer_cells(kinds[kind], peers))
    out.append(["**all**"] + counts(rows) + peer_cells(rows, peers))


def counts(rows):
    misses = list(filter(missed, rows))
    beyond = [] if rows[0]["origin"] == "right" else [str(sum(not row["within_types"] for row in misses))]
    return [str(len(rows)), str(len(misses)), *beyond, str(sum(map(undecided, rows)))]


def peer_cells(rows, peers):
    if not peers:
        return []
    known = [peers[key] for key in ((row["case"], row["name"]) for row in rows) if key in peers]
    right = rows[0]["origin"] == "right"
    compared = [peer for peer in known if peer["compared"]]
    return [str(sum(peer[what] == right for peer in compared)) for what in ("told_by_captured", "told")] + [str(len(known) - len(compared))]


def print_table(title, rows, peers):
    if not rows:
        return
    right = rows[0]["origin"] == "right"
    missing = ["refused"] if right else ["let through", "of these, wrong only with other types"]
    head = ["kind", "candidates", *missing, "undecided"]
    if peers:
        head += [f"codeflash {'refuses' if right else 'lets through'}: captured calls", "... with inputs that show the fault", "it can't compare"]
    cells = []
    by_kind(rows, peers, cells)
    print(f"\n### {title}\n\n| {' | '.join(head)} |\n|{'---|' * len(head)}")
    for row in cells:
        print(f"| {' | '.join(row)} |")


def print_misses(rows):
    print("\n### Misses\n\n| case | candidate | kind | what | inputs that tell | ... of the captured types | verdict |")
    print("|---|---|---|---|---|---|---|")
    for row in sorted(filter(missed, rows), key=lambda row: (row["origin"], row["case"])):
        what = (row["what"] if row["origin"] != "right" else row["reason"]).replace("|", "\\|")
        told = f"{row['rarity']:.1%} | {row['within_types']:.1%}"
        print(f"| `{row['case']}` | {row['origin']} `{row['name']}` | {row['kind']} | {what} | {told} | {row['verdict']} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("results", type=pathlib.Path)
    parser.add_argument("--peer", type=pathlib.Path)
    parser.add_argument("--misses-only", action="store_true")
    arguments = parser.parse_args()
    rows = read(arguments.results)
    peers = {(row["case"], row["name"]): row for row in read(arguments.peer)}
    for origin, title in (("wrong", "Wrong, written by hand"), ("mutant", "Wrong, mutants of right ones"), ("right", "Right")):
        if not arguments.misses_only:
            print_table(title, [row for row in rows if row["origin"] == origin], peers)
    print_misses(rows)
    print(f"\n{len(rows)} candidates, {sum(row['seconds'] for row in rows):.0f} s in the judge.")


if __name__ == "__main__":
    main()
