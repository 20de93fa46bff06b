# SPDX-License-Identifier: Apache-2.0
"""Rules that a project brings itself, in .velox/rules."""
import json

import jsonschema

from conftest import REPOSITORY

SCHEMA = json.loads((REPOSITORY / "schemas" / "velox.effects-1.json").read_text())


def test_a_new_rule_works_and_is_tested(slow):
    begun = slow.velox("rules", "new", "own-square")
    assert begun.status == 0 and "own-square.md" in begun.out, begun.text
    assert slow.velox("rules", "new", "own-square").status == 1, "never over a page that is there"
    assert slow.velox("rules", "new", "Get Or").status == 2
    tested = slow.velox("rules", "test")
    assert tested.status == 0 and "2 cases" in tested.out, tested.text
    listed = json.loads(slow.velox("rules", "--json").out)["rules"]
    assert [rule["id"] for rule in listed if rule["file"]] == ["own-square"]
    (slow.root / "own.py").write_text("def area(side: int):\n    return pow(side, 2)\n")
    analysed = slow.velox("analyze", "own.py", "--json", "-")
    assert analysed.status == 0 and "own-square" in analysed.out, analysed.text


def test_a_rule_that_is_wrong_is_told(slow):
    assert slow.velox("rules", "new", "own-square").status == 0
    page = slow.root / ".velox" / "rules" / "own-square.md"
    text = page.read_text()
    page.write_text(text.replace("$n * $n", "$n * $n * $n"))
    wrong = slow.velox("rules", "test")
    assert wrong.status == 1 and "own-square.md:" in wrong.out and "side * side * side + 1" in wrong.out, wrong.text
    page.write_text(text.replace("side * side", "side * side * side").replace("$n * $n", "$n * $n * $n"))
    behaves = slow.velox("rules", "test")
    assert behaves.status == 1 and "before gives" in behaves.out, behaves.text


def test_a_malformed_page_names_file_and_line(slow):
    assert slow.velox("rules", "new", "own-square").status == 0
    page = slow.root / ".velox" / "rules" / "own-square.md"
    page.write_text(page.read_text().replace("- name($n)", "- named($n)"))
    for command in (("rules",), ("rules", "test"), ("analyze", "visits.py"), ("optimize", "visits.py")):
        refused = slow.velox(*command)
        assert refused.status == 1, (command, refused.text)
        assert "own-square.md" in refused.err and "line 23" in refused.err and "named" in refused.err, refused.err


def test_the_table_of_the_program_is_as_its_schema_says():
    jsonschema.validate(json.loads((REPOSITORY / "catalogue" / "effects.json").read_text()), SCHEMA)


def test_what_is_measured_here_counts(slow):
    assert slow.velox("rules", "new", "own-square").status == 0
    page = slow.root / ".velox" / "rules" / "own-square.md"
    bench = "```python bench\n# one square\narea(3)\n```\n"
    page.write_text(page.read_text().replace("\n### a lone", bench + "\n### a lone"))
    measured = slow.velox("rules", "bench", "own-square", "--write")
    assert measured.status == 0 and "one square" in measured.out, measured.text
    table = slow.root / ".velox" / "effects.json"
    document = json.loads(table.read_text())
    jsonschema.validate(document, SCHEMA)
    (effect,) = document["measured"][0]["effects"]
    assert effect["rule"] == "own-square" and effect["low"] <= effect["ratio"] <= effect["high"] and effect["pairs"] >= 11
    (slow.root / "own.py").write_text("def area(side: int):\n    return pow(side, 2)\n")
    told = json.loads(slow.velox("analyze", "own.py", "--json", "-").out)
    assert [found["rule"] for found in told["opportunities"]] == ["own-square"], told
    effect.update(ratio=0.5, low=0.5, high=0.5)
    document["measured"][0].update(implementation="CPython", version="3.11.0")
    table.write_text(json.dumps(document))
    told = json.loads(slow.velox("analyze", "own.py", "--json", "-").out)
    assert not told["opportunities"] and "slower on every input" in str(told["refusals"]), told
    table.write_text("{}")
    for command in (("analyze", "own.py"), ("optimize", "visits.py")):
        refused = slow.velox(*command)
        assert refused.status == 1 and "effects.json" in refused.err, refused.text


def test_all_rules_and_some_are_not_both_measured(slow):
    assert slow.velox("rules", "bench", "sort-in-loop", "--all").status == 2
