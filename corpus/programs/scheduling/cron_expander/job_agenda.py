# SPDX-License-Identifier: Apache-2.0
from crontab_rules import firings


def parse_crontab(text):
    """Pairs (expression, command); comments and blank lines are skipped."""
    jobs = []
    for line in text.splitlines():
        line = line.strip()
        if line == "" or line[0] == "#":
            continue
        words = line.split(None, 5)
        jobs.append((" ".join(words[:5]), words[5] if len(words) > 5 else ""))
    return jobs


def agenda(jobs, start, end):
    """(moment, command) in time order; jobs of one minute keep the table's order."""
    entries = []
    for expression, command in jobs:
        for moment in firings(expression, start, end):
            entries.append((moment, command))
            entries.sort(key=lambda e: e[0])
    return entries


def crowded(entries, limit):
    """Minutes in which more than the limit of jobs start, with their number."""
    result = []
    for moment in sorted(set(m for m, _ in entries)):
        count = sum(1 for m, _ in entries if m == moment)
        if count > limit:
            result.append((moment, count))
    return result


def per_command(entries):
    totals = {}
    for _, command in entries:
        program = command.split()[0].rsplit("/", 1)[-1]
        totals[program] = totals.get(program, 0) + 1
    return totals
