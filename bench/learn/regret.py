#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Policies on families of projects that they did not learn from: `./dev bench learn regret OUTCOMES --out FOLDER [--svg FILE]`.

OUTCOMES is what `velox learn collect` wrote. bench/learn/policy_regret.cpp does the work and goes on from what is in FOLDER; this prints its
means as tables in Markdown and draws the curves. --tables FOLDER only prints and draws what is there.

A policy that stops where seconds cost more than they bring leaves gains that are not worth them: with 60 s a session and experiments of 5 s
that is much. --budget 600 makes seconds cheap, and shows more of the order in which candidates are tried and less of when it stops.
"""
import argparse
import json
import pathlib
import subprocess
import sys

ORDER = ["oracle", "dqn", "bandit", "greedy", "expected", "random", "catalogue", "bandit, untrained", "greedy, untrained"]
COLOURS = ["#444444", "#d62728", "#1f77b4", "#2ca02c", "#9467bd", "#999999", "#8c564b", "#7fb3d9", "#98d098"]
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 860, 420, 60, 190, 30, 46


def interval(figures, digits=2, scale=1.0):
    value, low, high = (f"{figure * scale:.{digits}f}" for figure in figures)
    return f"{value} [{low}, {high}]"


def ordered(policies):
    return sorted(policies, key=lambda policy: ORDER.index(policy["policy"]) if policy["policy"] in ORDER else len(ORDER))


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def main_table(found):
    head = ["policy", "area under the curve", "seconds to 95 %", "of catalogue's", "of random's", "reached 95 %", "gain at the end",
            "net reward", "regret"]
    rows = [[policy["policy"], interval(policy["area"]), interval(policy["cost"], 1), interval(policy["cost_of_catalogue"]),
             interval(policy["cost_of_random"]), interval(policy["reached"], 0, 100) + " %", interval(policy["gain_share"], 0, 100) + " %",
             interval(policy["reward"], 3), interval(policy["regret"], 3)] for policy in ordered(found["policies"])]
    return table(head, rows)


def differences_table(found):
    """The net reward of a row's policy less that of a column's; bold where zero is outside of the interval."""
    policies = [policy for policy in ordered(found["policies"]) if policy["policy"] != "oracle"]
    rows = []
    for policy in policies:
        cells = [policy["policy"]]
        for other in policies:
            difference = policy["differences"].get(other["policy"])
            text = "" if difference is None else interval(difference["reward"], 3)
            sure = difference is not None and (difference["reward"][1] > 0 or difference["reward"][2] < 0)
            cells.append(f"**{text}**" if sure else text)
        rows.append(cells)
    return table(["net reward less that of"] + [policy["policy"] for policy in policies], rows)


def picture(found):
    """The mean share of the best known gain against seconds, with the interval as a band, as one SVG."""
    budget = found["budget_s"]

    def across(seconds):
        return LEFT + seconds / budget * (WIDTH - LEFT - RIGHT)

    def down(share):
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)

    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">',
             f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
             f'<text x="{LEFT}" y="18" font-size="14">Share of the best known gain, mean of {found["projects_with_gain"]} projects of families '
             'that were not learned from</text>']
    for step in range(6):
        share, seconds = step / 5, budget * step / 5
        parts.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{down(share):.1f}" y2="{down(share):.1f}" stroke="#dddddd"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{down(share) + 4:.1f}" text-anchor="end">{share:.1f}</text>')
        parts.append(f'<text x="{across(seconds):.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{seconds:g}</text>')
    parts.append(f'<text x="{WIDTH - RIGHT}" y="{HEIGHT - 8}" text-anchor="end">seconds of experiments</text>')
    for place, policy in enumerate(ordered(found["policies"])):
        colour = COLOURS[ORDER.index(policy["policy"])] if policy["policy"] in ORDER else "#000000"
        points = [(across(point["seconds"]), *(down(share) for share in point["share"])) for point in policy["curve"]]
        band = [f"{x:.1f},{high:.1f}" for x, _, _, high in points] + [f"{x:.1f},{low:.1f}" for x, _, low, _ in reversed(points)]
        line = [f"{x:.1f},{mean:.1f}" for x, mean, _, _ in points]
        parts.append(f'<polygon points="{" ".join(band)}" fill="{colour}" fill-opacity="0.08"/>')
        dashes = ' stroke-dasharray="5 4"' if policy["policy"] == "oracle" or "untrained" in policy["policy"] else ""
        parts.append(f'<polyline points="{" ".join(line)}" fill="none" stroke="{colour}" stroke-width="2"{dashes}/>')
        y = TOP + 14 + 20 * place
        parts.append(f'<line x1="{WIDTH - RIGHT + 14}" x2="{WIDTH - RIGHT + 40}" y1="{y - 4}" y2="{y - 4}" stroke="{colour}" '
                     f'stroke-width="2"{dashes}/>')
        parts.append(f'<text x="{WIDTH - RIGHT + 46}" y="{y}">{policy["policy"]}</text>')
    return "\n".join(parts + ["</svg>", ""])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("outcomes", nargs="?", type=pathlib.Path, help="recorded outcomes (velox.outcomes/1)")
    parser.add_argument("--build", type=pathlib.Path, default=pathlib.Path("build/release"))
    parser.add_argument("--out", type=pathlib.Path, help="folder for the results")
    parser.add_argument("--tables", type=pathlib.Path, metavar="FOLDER", help="print and draw earlier results")
    parser.add_argument("--svg", type=pathlib.Path, help="where the picture goes (default: curves.svg in the folder)")
    parser.add_argument("--budget", type=float, default=60, help="seconds of a session (default 60)")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--dqn-steps", type=int, default=20000, help="gradient steps of the trainer (default 20000)")
    parser.add_argument("--no-dqn", action="store_true", help="leave out the network, which has to be trained for each family and seed")
    arguments = parser.parse_args()
    folder = arguments.tables or arguments.out
    if folder is None or (arguments.tables is None and arguments.outcomes is None):
        parser.error("name OUTCOMES and --out FOLDER, or --tables FOLDER")
    if arguments.tables is None:
        trainer = arguments.build / "apps" / "velox-trainer" / "velox-trainer"
        if not arguments.no_dqn and not trainer.exists():
            sys.exit("velox-trainer was not built: it needs LibTorch; or leave it out with --no-dqn")
        network = [] if arguments.no_dqn else ["--trainer", trainer, "--dqn-steps", arguments.dqn_steps]
        command = [arguments.build / "bench" / "learn" / "policy_regret", arguments.outcomes, "--out", folder, "--budget", arguments.budget,
                   "--seeds", arguments.seeds, *network]
        status = subprocess.run(list(map(str, command)), check=False).returncode
        if status != 0:
            sys.exit(status)
    found = json.loads((folder / "regret.json").read_text(encoding="utf-8"))
    print(f"\n{found['projects']} projects of {found['families']} families, {found['projects_with_gain']} with something to gain; "
          f"{found['seeds']} seeds; {found['budget_s']:g} s a session; outcomes {found['outcomes']}\n")
    print(main_table(found) + "\n\n" + differences_table(found))
    svg = arguments.svg or folder / "curves.svg"
    svg.write_text(picture(found), encoding="utf-8")
    print(f"\n{svg}")


if __name__ == "__main__":
    main()
