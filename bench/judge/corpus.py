# SPDX-License-Identifier: Apache-2.0
"""Reads the corpus of the judge: functions, right and wrong rewrites of them, and calls.

A file `cases/<name>.case` has comments ("# UNIT: name") and sections:

    #: calls                                CALLS = [(args, kwargs), ...] and def generate(rng) -> (args, kwargs)
    #: original
    #: right <name> | <kind>
    #: wrong <name> | <kind> | <what is wrong>

`CALLS` is all that the judge is shown, and bland on purpose. `generate` is for the differential runs of ours alone, which
establish that right ones are right and wrong ones wrong (differential.py); `EXTRA`, a list like `CALLS`, adds inputs to these.
The code of calls sees the names of the module. A section may hold a whole module, or, with "of <name>" behind its own name,
changes to `original` or to an earlier section: lines that start with - stand once in it and give way to the following lines
that start with +. "sequence" behind the kind of a right one: it keeps state, and is judged by the sequence of calls.
"""
import dataclasses
import pathlib
import re

CASES = pathlib.Path(__file__).resolve().parent / "cases"
_HEAD = re.compile(r"^#: (calls|original|right|wrong)(?: (\w+))?(?: of (\w+))?(?: \| (.*))?$")


@dataclasses.dataclass
class Version:
    name: str
    right: bool
    kind: str
    what: str
    code: str
    judging: str = "calls"


@dataclasses.dataclass
class Case:
    name: str
    unit: str
    calls: str
    original: str
    versions: list


def _patched(base, body, where):
    """`base` with each block of - lines replaced by the + lines behind it."""
    hunks, state = [], None
    for line in body:
        if not line:
            state = None
        elif line[0] == "-":
            if state != "-":
                hunks.append(([], []))
            hunks[-1][0].append(line[1:])
            state = "-"
        elif line[0] == "+" and hunks:
            hunks[-1][1].append(line[1:])
            state = "+"
        else:
            raise ValueError(f"{where}: neither - nor +: {line!r}")
    text = base
    for old, new in hunks:
        block = "".join(line + "\n" for line in old)
        found = [at for at in range(len(text)) if text.startswith(block, at) and (at == 0 or text[at - 1] == "\n")]
        if len(found) != 1:
            raise ValueError(f"{where}: stands there {len(found)} times: {old[0]!r}")
        text = text[:found[0]] + "".join(line + "\n" for line in new) + text[found[0] + len(block):]
    return text


def _sections(text, path):
    """(number of the line, match of the heading, lines) of each section, and the comments before the first."""
    comments, found = {}, []
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("#: "):
            head = _HEAD.match(line)
            if not head:
                raise ValueError(f"{path}:{number}: no section: {line}")
            found.append((number, head, []))
        elif found:
            found[-1][2].append(line)
        elif line.startswith("# ") and ": " in line:
            key, _, value = line[2:].partition(": ")
            comments[key] = value
    return comments, found


def read_case(path):
    comments, sections = _sections(path.read_text(encoding="utf-8"), path)
    case = Case(path.stem, comments["UNIT"], "", "", [])
    texts = {}
    for number, head, body in sections:
        what, name, base, rest = head.groups()
        where = f"{path}:{number}"
        while body and not body[-1]:
            body.pop()
        code = _patched(texts[base], body, where) if base else "\n".join(body) + "\n"
        if what in ("calls", "original"):
            setattr(case, what, code)
            texts[what] = code
            continue
        if name in texts:
            raise ValueError(f"{where}: a second {name}")
        texts[name] = code
        parts = [part.strip() for part in rest.split(" | ")]
        if what == "wrong" and len(parts) != 2:
            raise ValueError(f"{where}: wants a kind and what is wrong")
        kind, _, judging = parts[0].partition(" sequence")
        case.versions.append(Version(name, what == "right", kind, parts[1] if what == "wrong" else "", code,
                                     "sequence" if parts[0].endswith(" sequence") else "calls"))
    return case


def read_all(only=()):
    paths = sorted(CASES.glob("*.case"))
    return [read_case(path) for path in paths if not only or path.stem in only]
