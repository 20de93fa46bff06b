# SPDX-License-Identifier: Apache-2.0
"""The figures of all runs as Markdown. They take the place of what stands below a line in the document; the text above it is kept."""
import collections
import json

_MARK = "<!-- below this line: run.py --summary -->\n"


def read(path):
    """The last result of each library, in order of names."""
    rows = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        rows[row["library"]] = row
    return [rows[name] for name in sorted(rows)]


def _table(head, rows):
    lines = [f"| {' | '.join(head)} |", "|---" * len(head) + "|"]
    return "\n".join(lines + [f"| {' | '.join(map(str, row))} |" for row in rows]) + "\n"


def _tests(counts):
    text = f"{counts['passed']:,} / {counts['failed']:,} / {counts['skipped']:,}"
    return f"{text} ({counts['trouble']})" if counts["trouble"] else text


def _cells(row):
    head = [row["library"], row["version"], f"{row['files']:,}", f"{row['lines']:,}", f"{row['rewrites']:,}"]
    if "before" not in row:
        return head + [0, "", "", row["second_pass"], "nothing to test", "", "", f"{row['seconds']:.0f}"]
    compiles = f"{len(row['compile_errors'])} do not" if row["compile_errors"] else "all"
    return head + [row["units"], row["reached_units"], compiles, row["second_pass"], _tests(row["before"]), _tests(row["after"]),
                   f"**{len(row['new_failures'])}**", f"{row['seconds']:.0f}"]


def _libraries(rows):
    head = ["library", "version", "files", "lines", "proven rewrites", "functions", "run by the tests", "compile", "second pass",
            "before: passed / failed / skipped", "after", "new failures", "seconds"]
    ran = [row for row in rows if "before" in row]
    total = [f"{sum(row[key] for row in rows):,}" for key in ("files", "lines", "rewrites", "units")]
    total.append(f"{sum(row['reached_units'] for row in ran):,}")
    passed = [f"{sum(row[side]['passed'] for row in ran):,} passed" for side in ("before", "after")]
    last = ["**all**", "", *total, "", sum(row["second_pass"] for row in rows), *passed,
            f"**{sum(len(row['new_failures']) for row in ran)}**", f"{sum(row['seconds'] for row in rows):.0f}"]
    return _table(head, [*map(_cells, rows), last])


def _rules(rows):
    proven, tested, libraries = collections.Counter(), collections.Counter(), collections.Counter()
    for row in rows:
        proven.update(row["by_rule"])
        tested.update(row["tested_by_rule"])
        libraries.update(row["by_rule"].keys())
    cells = [[f"`{rule}`", proven[rule], libraries[rule], tested[rule]]
             for rule in sorted(proven | tested, key=lambda rule: (-proven[rule], -tested[rule], rule))]
    return _table(["rule", "proven", "in libraries", "only tested"], cells)


def _faults(rows):
    lines = [f"* {row['library']}: {fault}" for row in rows for key in ("violations", "compile_errors", "not_from_tree", "new_failures")
             for fault in row.get(key, [])]
    return "\n".join(lines) + "\n" if lines else "None.\n"


def write(results, document):
    rows = read(results)
    text = document.read_text(encoding="utf-8") if document.exists() else "# Proven rewrites in whole libraries\n\n" + _MARK
    head = text.partition(_MARK)[0]
    document.write_text(head + _MARK + "\n## Libraries\n\n" + _libraries(rows) + "\n## Rules\n\n" + _rules(rows) +
                        "\n## Faults in these runs\n\n" + _faults(rows), encoding="utf-8")
    return 0
