# SPDX-License-Identifier: Apache-2.0
"""The main journey, on small projects."""
import json
import os
import shutil
import subprocess

import jsonschema
import pytest
from conftest import REPOSITORY, SLOW, VELOX

SCHEMA = json.loads((REPOSITORY / "schemas" / "velox.optimize-1.json").read_text())


def test_finds_a_verified_patch_that_git_takes(slow):
    subprocess.run(["git", "init", "-q", "."], cwd=slow.root, check=True)
    document = slow.optimize("visits.py", "--patch", "out.diff", budget="60s")
    jsonschema.validate(document, SCHEMA)
    patch = document["patches"][0]
    assert patch["units"] == ["visits.py::returning"]
    assert patch["confirmed"]["low"] > 2, patch
    assert patch["equivalence"]["captured"] + patch["equivalence"]["whole_runs"] > 0
    assert document["workload_speedup"]["low"] > 1.5
    assert document["placebo"]["run"] >= 1 and document["placebo"]["accepted"] == 0
    assert (slow.root / "visits.py").read_text() == SLOW, "optimize changes nothing unasked"
    before = subprocess.run(["python3", "visits.py"], cwd=slow.root, capture_output=True, text=True).stdout
    subprocess.run(["git", "apply", "out.diff"], cwd=slow.root, check=True)
    assert (slow.root / "visits.py").read_text() != SLOW
    after = subprocess.run(["python3", "visits.py"], cwd=slow.root, capture_output=True, text=True).stdout
    assert before == after


def test_apply_and_rollback_restore_every_byte(slow):
    slow.optimize("visits.py")
    assert slow.velox("apply").status == 0
    assert (slow.root / "visits.py").read_text() != SLOW
    assert "applied" in slow.velox("history").out
    assert slow.velox("apply").status == 1
    assert slow.velox("rollback").status == 0
    assert (slow.root / "visits.py").read_text() == SLOW
    assert slow.velox("rollback").status == 1


def test_apply_takes_no_patch_of_an_older_run_unasked(slow):
    first = slow.optimize("visits.py", "--rules", "membership-list-to-set")
    second = slow.optimize("visits.py", "--rules", "split-maxsplit", budget="15s")
    assert first["patches"] and not second["patches"]
    refused = slow.velox("apply")
    assert refused.status == 1 and second["run"] in refused.err and first["run"] in refused.err, refused.text
    assert (slow.root / "visits.py").read_text() == SLOW
    assert slow.velox("apply", first["run"]).status == 0
    assert (slow.root / "visits.py").read_text() != SLOW


def test_show_and_explain_answer_for_every_decision(slow):
    document = slow.optimize("visits.py")
    assert slow.velox("show", document["run"]).out.count("visits.py::returning") >= 1
    for candidate in document["candidates"]:
        told = slow.velox("explain", candidate["id"])
        assert told.status == 0 and candidate["reason"] in told.out
    shown = slow.velox("show", document["patches"][0]["id"])
    assert "set(" in shown.out or "frozenset(" in shown.out
    diff = slow.velox("show", "--diff").out
    assert diff == document["diff"]
    jsonschema.validate(json.loads(slow.velox("show", document["run"], "--json").out), SCHEMA)


def test_nothing_to_gain_is_said_and_is_no_error(project):
    project.write("fine.py", """\
        def total(n):
            return sum(i * i for i in range(n))

        if __name__ == "__main__":
            print(total(2_000_000))
        """)
    run = project.velox("optimize", "fine.py", "--budget", "20s")
    # A busy machine may leave the rewrite undecided: then that has to be said, and only then.
    undecided = "inconclusive: " in run.out
    assert run.status == 0 and ("nothing to gain here" in run.out) != undecided, run.text
    assert ("undecided; a larger --budget" in run.out) == undecided, run.text
    run = project.velox("optimize", "fine.py", "--budget", "20s", "--rules", "regex-compile-once")
    assert run.status == 0 and "nothing to gain here: no rewrite of the catalogue fits" in run.out, run.text
    assert project.velox("optimize", "fine.py", "--budget", "20s", "--require-gain").status == 3


def test_what_is_left_out_or_undecided_is_not_called_nothing(slow):
    run = slow.velox("optimize", "visits.py", "--budget", "20s", "--assurance", "proven", "--rules", "membership-list-to-set")
    assert run.status == 0 and "the setting assurance = proven leaves it out" in run.out, run.text
    assert "nothing tried" in run.out and "no rewrite of the catalogue fits" not in run.out, run.text
    slow.write("visits.py", SLOW.replace("3000)]", "40000)]").replace("print(", "import time; time.sleep(1); print("))
    run = slow.velox("optimize", "visits.py", "--budget", "6s", "--rules", "membership-list-to-set")
    if "inconclusive: the time was over" in run.out:
        assert "1 undecided" in run.out and "larger --budget" in run.out, run.text


def test_units_can_be_named(slow):
    document = slow.optimize("visits.py::returning")
    assert [unit["id"] for unit in document["units"]] == ["visits.py::returning"]
    assert document["patches"]


def test_plain_output_has_no_escape_codes(slow):
    run = slow.velox("optimize", "visits.py", "--budget", "30s", env={"NO_COLOR": ""})
    assert run.status == 0 and "\033" not in run.text
    assert "membership-list-to-set" in run.out and "velox apply" in run.out


def test_quiet_is_one_line(slow):
    run = slow.velox("optimize", "visits.py", "--budget", "30s", "--quiet")
    assert run.status == 0 and len(run.out.splitlines()) == 1, run.out


def test_same_seed_same_decisions(slow):
    """With a gain that no noise can hide: a marginal one may be measured differently."""
    first = slow.optimize("visits.py", "--seed", "7", "--rules", "membership-list-to-set")
    second = slow.optimize("visits.py", "--seed", "7", "--rules", "membership-list-to-set")
    decisions = [[(c["strategy"], c["line"], c["verdict"]) for c in d["candidates"]] for d in (first, second)]
    assert decisions[0] == decisions[1]


@pytest.mark.alone
@pytest.mark.parametrize("workload", ["tests", "doctest", "hints", "package"])
def test_finds_a_workload(project, workload):
    body = SLOW.split("def main")[0]
    if workload == "tests":
        project.write("visits.py", body)
        project.write("test_visits.py", """\
            import visits

            def test_many():
                first = [str(i) for i in range(4000)]
                for shift in range(3):
                    assert len(visits.returning(first, [str(i + shift) for i in range(3500)])) == 3500
            """)
        expect = "test"
    elif workload == "doctest":
        example = '    """\n    >>> len(returning([str(i) for i in range(4000)], [str(i * 2) for i in range(4000)]))\n    2000\n    """\n'
        project.write("visits.py", body.replace("    known =", example + "    known ="))
        expect = "doctest"
    elif workload == "hints":
        project.write("visits.py", body.replace("(first, second)", "(first: list[str], second: list[str]) -> list[str]"))
        expect = "hint"
    else:
        project.write("shop/__init__.py", "")
        project.write("shop/visits.py", body)
        project.write("shop/__main__.py", "from .visits import returning\nprint(len(returning([str(i) for i in range(4000)], [str(i*2) for i in range(4000)])))\n")
        run = project.velox("optimize", "shop/visits.py", "--workload", "python -m shop", "--budget", "30s", "--json", "-")
        assert run.status == 0 and run.document["patches"], run.text
        return
    run = project.velox("optimize", "visits.py", "--budget", "40s", "--json", "-")
    assert run.status == 0, run.text
    assert expect in run.document["workload"], run.document["workload"]
    if workload != "hints":
        assert run.document["patches"], run.document["candidates"]


def test_analyze_reads_only(slow):
    """Reading alone knows types from hints; a run would have observed them."""
    slow.write("visits.py", SLOW.replace("def returning(first, second)", "def returning(first: list[str], second: list[str])"))
    run = slow.velox("analyze", "visits.py")
    assert run.status == 0 and "membership-list-to-set" in run.out
    assert not (slow.root / ".velox").exists()
    assert "watches the program run" not in run.out
    assert "watches the program run" in slow.velox("analyze", ".").out
    document = slow.velox("analyze", "visits.py", "--json", "-").document
    assert document["schema"] == "velox.analyze/1"
    assert document["opportunities"][0]["rule"] == "membership-list-to-set"


def test_profile_names_the_hot_function(slow):
    run = slow.velox("profile", "visits.py", "--json", "-")
    assert run.status == 0, run.text
    assert run.document["units"][0]["qualname"] == "returning"
    assert run.document["units"][0]["share"] > 0.5


def test_rules_and_doctor(project):
    rules = project.velox("rules", "--json").document["rules"]
    assert len(rules) >= 17
    for rule in rules:
        assert rule["id"] in project.velox("rules", rule["id"]).out
    doctor = project.velox("doctor")
    assert doctor.status == 0 and "sandbox" in doctor.out
