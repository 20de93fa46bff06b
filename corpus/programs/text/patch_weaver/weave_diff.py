# SPDX-License-Identifier: Apache-2.0
"""Line differences as edit scripts and unified hunks."""

KEEP, DROP, ADD = " ", "-", "+"


def same_line(a, b, ignore_blanks):
    if ignore_blanks:
        return " ".join(a.split()) == " ".join(b.split())
    return a == b


def lcs_table(old, new, ignore_blanks=False):
    """table[i][j] = length of the longest common subsequence of old[i:] and new[j:]."""
    table = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            if same_line(old[i], new[j], ignore_blanks):
                table[i][j] = table[i + 1][j + 1] + 1
            else:
                table[i][j] = max(table[i + 1][j], table[i][j + 1])
    return table


def edit_script(old, new, ignore_blanks=False):
    """List of (op, old index, new index, line); drops come before adds."""
    table = lcs_table(old, new, ignore_blanks)
    script = []
    i = j = 0
    while i < len(old) or j < len(new):
        if i < len(old) and j < len(new) and same_line(old[i], new[j], ignore_blanks):
            script.append((KEEP, i, j, new[j]))
            i, j = i + 1, j + 1
        elif i < len(old) and (j == len(new) or table[i + 1][j] >= table[i][j + 1]):
            script.append((DROP, i, j, old[i]))
            i += 1
        else:
            script.append((ADD, i, j, new[j]))
            j += 1
    return script


def hunks(script, context=3):
    """Cut an edit script into runs of changes with some lines of context around them."""
    changed = [n for n, step in enumerate(script) if step[0] != KEEP]
    chosen = [n for n in range(len(script)) if any(abs(n - c) <= context for c in changed)]
    group = []
    for n in chosen:
        if group and n != group[-1] + 1:
            yield [script[k] for k in group]
            group = []
        group = group + [n]
    if group:
        yield [script[k] for k in group]


def unified(old, new, context=3, ignore_blanks=False):
    text = ""
    for hunk in hunks(edit_script(old, new, ignore_blanks), context):
        removed = len([s for s in hunk if s[0] != ADD])
        added = len([s for s in hunk if s[0] != DROP])
        text += "@@ -%d,%d +%d,%d @@\n" % (hunk[0][1] + 1, removed, hunk[0][2] + 1, added)
        for op, _, _, line in hunk:
            text += op + line + "\n"
    return text


def similarity(old, new):
    if not old and not new:
        return 1.0
    return 2.0 * lcs_table(old, new)[0][0] / (len(old) + len(new))
