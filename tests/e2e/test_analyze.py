# SPDX-License-Identifier: Apache-2.0
"""What `analyze` tells people and pipelines."""
import json

import pytest

CODE = """\
import re


def tidy(lines: list) -> list:
    out = []
    for line in lines:
        out += [re.sub(r"[ab]+", "-", line)]
    return out


def newest(rows: list):
    return rows[len(rows) - 1]
"""


@pytest.fixture
def code(project):
    project.write("code.py", CODE)
    return project


def rules_of(document):
    return [one["rule"] for one in document["opportunities"]]


def test_text_shows_the_fix(code):
    run = code.velox("analyze", "code.py")
    assert run.status == 0, run.text
    assert "-    return rows[len(rows) - 1]" in run.out and "+    return rows[-1]" in run.out, run.out
    assert code.velox("analyze", "code.py", "--require-clean").status == 3


def test_formats_for_pipelines(code):
    document = code.velox("analyze", "code.py", "--format", "json").document
    assert "last-by-length" in rules_of(document)
    sarif = code.velox("analyze", "code.py", "--format", "sarif").document
    run = sarif["runs"][0]
    assert sarif["version"] == "2.1.0" and run["tool"]["driver"]["name"] == "velox"
    told = {result["ruleId"]: result for result in run["results"]}
    described = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert set(told) == described == set(rules_of(document))
    last = told["last-by-length"]
    assert last["locations"][0]["physicalLocation"]["region"]["startLine"] == 12
    change = last["fixes"][0]["artifactChanges"][0]["replacements"][0]
    begin, size = change["deletedRegion"]["byteOffset"], change["deletedRegion"]["byteLength"]
    fixed = CODE[:begin] + change["insertedContent"]["text"] + CODE[begin + size:]
    assert fixed.endswith("return rows[-1]\n")
    github = code.velox("analyze", "code.py", "--format", "github").out
    assert any(line.startswith("::notice file=code.py,line=12,title=velox last-by-length::") for line in github.splitlines()), github
    gitlab = code.velox("analyze", "code.py", "--format", "gitlab").document
    assert {entry["check_name"] for entry in gitlab} == described
    assert len({entry["fingerprint"] for entry in gitlab}) == len(gitlab)
    assert code.velox("analyze", "code.py", "--format", "xml").status == 2


def test_baseline(code):
    assert code.velox("analyze", "code.py", "--write-baseline", "known.json").status == 0
    clean = code.velox("analyze", "code.py", "--baseline", "known.json", "--require-clean")
    assert clean.status == 0 and "in the baseline" in clean.out, clean.text
    code.write("code.py", "# moved down\n" + CODE + "\n\ndef oldest(rows: list):\n    return rows[len(rows) - 1]\n")
    fresh = code.velox("analyze", "code.py", "--baseline", "known.json", "--json", "-").document
    assert [one["unit"] for one in fresh["opportunities"]] == ["code.py::oldest"]
    assert fresh["known"] == len(rules_of(code.velox("analyze", "code.py", "--json", "-").document)) - 1
    code.write("bad.json", "{}")
    refused = code.velox("analyze", "code.py", "--baseline", "bad.json")
    assert refused.status == 1 and "no baseline" in refused.err
    assert code.velox("analyze", "code.py", "--baseline", "none.json").status == 1


def test_comments_leave_places_alone(code):
    code.write("code.py", CODE.replace("len(rows) - 1]", "len(rows) - 1]  # velox: ignore[last-by-length]"))
    document = code.velox("analyze", "code.py", "--json", "-").document
    assert "last-by-length" not in rules_of(document) and document["ignored"] == 1
    code.write("code.py", CODE.replace("len(rows) - 1]", "len(rows) - 1]  # velox: ignore[split-maxsplit]"))
    assert "last-by-length" in rules_of(code.velox("analyze", "code.py", "--json", "-").document)
    code.write("code.py", CODE.replace("def tidy(lines: list) -> list:", "def tidy(lines: list) -> list:  # velox: ignore"))
    assert rules_of(code.velox("analyze", "code.py", "--json", "-").document) == ["last-by-length"]
    code.write("code.py", CODE.replace("len(rows) - 1]", 'len(rows) - 1], "# velox: ignore"'))
    assert "last-by-length" in rules_of(code.velox("analyze", "code.py", "--json", "-").document)


def test_facts_of_a_function(code):
    run = code.velox("analyze", "--facts", "code.py::tidy")
    assert run.status == 0 and "lines" in run.out and "list" in run.out and "in 1 loop" in run.out, run.text
    unit = code.velox("analyze", "--facts", "code.py::tidy", "--format", "json").document["units"][0]
    names = {name["name"]: name for name in unit["names"]}
    assert names["out"]["type"].startswith("list") and names["out"]["changed"] and names["out"]["certainty"] == "proven"
    assert names["lines"]["kind"] == "parameter" and names["lines"]["certainty"] == "declared"
    assert code.velox("analyze", "--facts", "code.py").status == 2
