# SPDX-License-Identifier: Apache-2.0
"""Rules that a project brings itself, in .velox/rules."""
import json


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
