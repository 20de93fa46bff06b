# SPDX-License-Identifier: Apache-2.0
"""Rewrites that pay together, and programs of the user's that have a say: ruff and formatters."""
import json
import subprocess
import sys

import jsonschema
import pytest
from conftest import REPOSITORY

SCHEMA = json.loads((REPOSITORY / "schemas" / "velox.optimize-1.json").read_text())

DISTINCT = '''\
def distinct(names):
    seen = set()
    for i in range(len(names)):
        name = names[i]
        seen.add(name)
    return len(seen)


if __name__ == "__main__":
    numbers = [i * 7919 % 4001 for i in range(20000)]
    print(sum(distinct(numbers) for _ in range(150)))
'''


def output_of(path):
    return subprocess.run([sys.executable, path], capture_output=True, text=True, check=True).stdout


@pytest.mark.alone
def test_a_step_that_gains_too_little_makes_room_for_another(project):
    """A loop over the elements is no gain of 60 %, but what a set can take in at once is one."""
    path = project.write("distinct.py", DISTINCT)
    printed = output_of(path)
    document = project.optimize("distinct.py", "--min-gain", "60%", "--no-external", budget="240s", timeout=500)
    jsonschema.validate(document, SCHEMA)
    tried = [(c["strategy"], c["verdict"], c["reason"]) for c in document["candidates"]]
    sequence = [c for c in document["candidates"] if c["strategy"] == "range-len-indexing + set-add-loop-to-update"]
    assert sequence, tried
    assert len(document["patches"]) == 1, tried
    patch = document["patches"][0]
    assert patch["strategies"] == ["range-len-indexing", "set-add-loop-to-update"], tried
    assert patch["confirmed"]["low"] > 1.6
    assert "seen.update(names)" in patch["diff"]
    told = project.velox("explain", patch["id"])
    assert told.status == 0 and "range-len-indexing + set-add-loop-to-update" in told.out, told.text
    assert project.velox("apply", patch["id"]).status == 0
    assert output_of(path) == printed
    bundle = project.velox("show", patch["id"], "--bundle", project.root.parent / "bundle")
    assert bundle.status == 0, bundle.text
    assert project.velox("rollback").status == 0
    assert path.read_text() == DISTINCT


TOTAL = '''\
def total(values):
    result = 0
    for value in values:
        result = result + value
    return result


if __name__ == "__main__":
    print(sum(total(list(range(n))) for n in range(0, 20000, 200)))
'''


@pytest.fixture
def with_tools(project):
    """The project `total.py`, with an environment whose ruff and black are scripts that stand for them."""
    edit = {"content": "return  sum(values)", "location": {"row": 2, "column": 5}, "end_location": {"row": 5, "column": 18}}
    finding = {"code": "PERF402", "message": "Use sum", "location": {"row": 3, "column": 5},
               "fix": {"applicability": "unsafe", "message": "Use sum", "edits": [edit]}}
    slower = {**finding, "code": "SIM110"}
    tools = project.root / ".venv" / "bin"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tools.parent], check=True)
    project.write(".venv/bin/ruff", f"#!/bin/sh\ngrep -q 'for value in' || {{ echo '[]'; exit 0; }}\ncat <<'ANSWER'\n{json.dumps([slower, finding])}\nANSWER\n")
    project.write(".venv/bin/black", "#!/bin/sh\nexec sed -e 's/return  /return /'\n")
    for name in ("ruff", "black"):
        (tools / name).chmod(0o755)
    project.write("total.py", TOTAL)
    project.write("pyproject.toml", "[tool.black]\nline-length = 100\n")
    return project


def test_a_fix_of_ruff_is_judged_and_written_as_the_project_writes(with_tools):
    document = with_tools.optimize("total.py", budget="60s")
    tried = [(c["strategy"], c["verdict"], c["reason"]) for c in document["candidates"]]
    assert "ruff:PERF402" in [s for p in document["patches"] for s in p["strategies"]], tried
    assert "ruff:SIM110" not in [c["strategy"] for c in document["candidates"]], "measured to be slower"
    assert "+    return sum(values)\n" in document["diff"], "the formatter has had its say"
    assert document["patches"][0]["assurance"] != "proven"
    doctor = with_tools.velox("doctor")
    assert "ruff" in doctor.out, doctor.text


@pytest.mark.parametrize("how", ["option", "setting", "disabled"])
def test_tools_can_be_left_out(with_tools, how):
    arguments = ["--no-external"] if how == "option" else []
    if how == "setting":
        with_tools.write("pyproject.toml", "[tool.velox]\nexternal = false\n")
    if how == "disabled":
        with_tools.write("pyproject.toml", "[tool.velox]\ndisable = ['ruff:PERF402']\n")
    document = with_tools.optimize("total.py", *arguments, budget="15s")
    assert not [c["strategy"] for c in document["candidates"] if c["strategy"].startswith("ruff:")]


def test_a_tool_that_fails_is_a_warning(with_tools):
    with_tools.write(".venv/bin/ruff", "#!/bin/sh\necho 'panicked at line 1' >&2\nexit 101\n")
    document = with_tools.optimize("total.py", budget="15s")
    assert any("panicked" in warning for warning in document["warnings"]), document["warnings"]
