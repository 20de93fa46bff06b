# SPDX-License-Identifier: Apache-2.0
import re

from inline_marks import escape, inline


def split_references(lines):
    references, rest = [], []
    for line in lines:
        match = re.match(r"^\[([^\]]+)\]:\s+(\S+)$", line)
        if match:
            references.append(match.groups())
        else:
            rest.append(line)
    return references, rest


def slug(title, used):
    base = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") or "section"
    name, n = base, 1
    while name in used:
        n += 1
        name = base + "-" + str(n)
    used.append(name)
    return name


def to_html(source):
    references, lines = split_references(source.split("\n"))
    used = []
    out = []
    while lines:
        line = lines.pop(0)
        if not line.strip():
            continue
        if line.startswith("```"):
            code = []
            while lines and not lines[0].startswith("```"):
                code.append(lines.pop(0))
            if lines:
                lines.pop(0)
            out.append("<pre>" + escape("\n".join(code)) + "</pre>")
        elif line.startswith("#"):
            level = len(line) - len(line.lstrip("#"))
            title = line[level:].strip()
            out.append(f'<h{level} id="{slug(title, used)}">{inline(title, references)}</h{level}>')
        elif line.startswith("- "):
            items = [line[2:]]
            while lines and lines[0].startswith("- "):
                items.append(lines.pop(0)[2:])
            out.append("<ul>" + "".join(["<li>" + inline(item, references) + "</li>" for item in items]) + "</ul>")
        else:
            paragraph = line.strip()
            while lines and lines[0].strip() and lines[0][0] not in "#-`":
                paragraph += " " + lines.pop(0).strip()
            out.append("<p>" + inline(paragraph, references) + "</p>")
    return "\n".join(out)
