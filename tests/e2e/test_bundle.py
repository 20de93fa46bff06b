# SPDX-License-Identifier: Apache-2.0
"""A patch's evidence as a folder, and judging it again from that folder alone."""
import hashlib
import json
import os
import pickle
import shutil

import jsonschema
import pytest
from conftest import REPOSITORY, SLOW, Project

SCHEMA = json.loads((REPOSITORY / "schemas" / "velox.verify-1.json").read_text())

HELPER = '''\
def key_of(name):
    return name
'''
TESTS = '''\
from visits import returning


def test_returning():
    assert returning(["a", "b", "c"], ["c", "a", "x"]) == ["c", "a"]
'''


def make_bundle(root):
    """A bundle of the one patch of a project that has a test, data, a link and something secret."""
    root.mkdir()
    project = Project(root)
    project.write("visits.py", SLOW.replace("def returning", "from helper import key_of\n\n\ndef returning"))
    project.write("helper.py", HELPER)
    project.write("test_visits.py", TESTS)
    project.write(".env", "TOKEN=secret\n")
    (root / "link").symlink_to("/etc/hostname")
    document = project.optimize("visits.py", "--workload", "python3 visits.py", budget="60s")
    assert document["patches"], document
    patch = document["patches"][0]["id"]
    run = project.velox("show", patch, "--bundle", root.parent / "bundle")
    assert run.status == 0, run.text
    return project, patch, root.parent / "bundle", run


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    base = tmp_path_factory.mktemp("made")
    return make_bundle(base / "project")


@pytest.fixture
def elsewhere(made, tmp_path):
    """A copy of the bundle; the project that it came from is out of reach."""
    folder = tmp_path / "moved"
    shutil.copytree(made[2], folder)
    return folder


def verify(folder, *arguments):
    return Project(folder.parent).velox("verify", folder, "--budget", "40s", "--json", "-", *arguments)


def sign_again(folder):
    """What a forger does: the manifest says what the files are now."""
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["files"] = {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
                         for path in sorted(folder.rglob("*")) if path.is_file() and path.name != "manifest.json"}
    (folder / "manifest.json").write_text(json.dumps(manifest))


def test_a_bundle_holds_what_a_second_judge_needs(made):
    project, patch, bundle, run = made
    assert "velox verify" in run.out and ".env" in run.out and "link" in run.out
    assert json.loads((bundle / "patch.json").read_text())["verdict"]["kind"] == "accepted"
    before, after = (bundle / "before/visits.py").read_text(), (bundle / "after/visits.py").read_text()
    assert before == (project.root / "visits.py").read_text() == (bundle / "project/visits.py").read_text()
    assert before != after
    assert (bundle / "project/helper.py").read_text() == HELPER
    assert not (bundle / "project/.env").exists() and not (bundle / "project/link").exists()
    evidence = json.loads((bundle / "evidence/evidence.json").read_text())
    assert evidence["seed"] > 0 and evidence["python"].startswith("3.") and "Linux" in evidence["machine"]
    assert str(project.root) not in json.dumps(evidence), "a bundle names no path of the machine it was made on"
    inputs = evidence["inputs"][0]
    blob = (bundle / "evidence" / inputs["file"]).read_bytes()
    record = inputs["records"][0]
    arguments, named = pickle.loads(blob[record["offset"]:record["offset"] + record["bytes"]])
    assert len(arguments) == 2 and len(arguments[0]) in (3, 3000)
    readme = (bundle / "README.txt").read_text()
    assert patch in readme and "velox verify" in readme


def test_the_verdict_holds_in_another_place(elsewhere):
    run = verify(elsewhere)
    assert run.status == 0, run.text
    document = run.document
    jsonschema.validate(document, SCHEMA)
    assert document["holds"] is True and document["unit"] == "visits.py::returning"
    assert document["here"]["confirmed"]["low"] > 2
    assert document["here"]["equivalence"]["captured"] + document["here"]["equivalence"]["held_out"] > 0
    assert document["here"]["equivalence"]["tests_passed"] == 1


def test_a_bundle_is_still_right_after_its_patch_was_applied(made, tmp_path):
    project, patch, _, _ = made
    assert project.velox("apply", patch).status == 0
    try:
        assert project.velox("show", patch, "--bundle", tmp_path / "b").status == 0
        assert (tmp_path / "b/project/visits.py").read_text() == (made[2] / "project/visits.py").read_text()
    finally:
        assert project.velox("rollback", patch).status == 0


def test_a_changed_file_is_named(elsewhere):
    (elsewhere / "project/helper.py").write_text("def key_of(name):\n    return name.upper()\n")
    run = verify(elsewhere)
    assert run.status == 1 and "project/helper.py" in run.err and "changed" in run.err


def test_a_missing_file_is_named(elsewhere):
    (elsewhere / "evidence/evidence.json").unlink()
    run = verify(elsewhere)
    assert run.status == 1 and "evidence/evidence.json" in run.err


def test_an_added_file_is_named(elsewhere):
    (elsewhere / "project/sitecustomize.py").write_text("print('hello')\n")
    run = verify(elsewhere)
    assert run.status == 1 and "project/sitecustomize.py" in run.err


def test_a_link_in_a_bundle_is_refused(elsewhere):
    (elsewhere / "project/helper.py").unlink()
    (elsewhere / "project/helper.py").symlink_to("/etc/hostname")
    run = verify(elsewhere)
    assert run.status == 1 and "project/helper.py" in run.err


def test_an_edited_patch_is_refused_although_the_manifest_fits(elsewhere):
    patch = json.loads((elsewhere / "patch.json").read_text())
    patch["after"]["text"] += "\n# more\n"
    (elsewhere / "patch.json").write_text(json.dumps(patch))
    sign_again(elsewhere)
    run = verify(elsewhere)
    assert run.status == 1 and "changed after it was written" in run.err


def test_files_the_sandbox_shows_are_not_for_the_bundle_to_say(elsewhere, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    evidence = json.loads((elsewhere / "evidence/evidence.json").read_text())
    evidence["workload"]["cwd"] = str(tmp_path)
    evidence["workload"]["readable"] = [str(tmp_path)]
    (elsewhere / "evidence/evidence.json").write_text(json.dumps(evidence))
    sign_again(elsewhere)
    run = verify(elsewhere)
    assert run.status == 1 and "bundled project" in run.err


def replace_inputs(folder, *calls):
    """Puts other recorded calls into a bundle, and makes the manifest fit."""
    path = folder / "evidence/evidence.json"
    evidence = json.loads(path.read_text())
    inputs = evidence["inputs"][0]
    records, blob = [], b""
    for seq, call in enumerate(calls):
        pickled = pickle.dumps((call, {}), protocol=4)
        records.append({**inputs["records"][0], "seq": seq, "offset": len(blob), "bytes": len(pickled)})
        blob += pickled
    (folder / "evidence" / inputs["file"]).write_bytes(blob)
    evidence["inputs"] = [{"file": inputs["file"], "records": records}]
    path.write_text(json.dumps(evidence))
    sign_again(folder)


def test_an_input_that_tells_both_apart_is_found(elsewhere):
    replace_inputs(elsewhere, ([["a"], ["b"]], [["b"], ["c"]]))
    run = verify(elsewhere)
    assert run.status == 4, run.text
    document = run.document
    jsonschema.validate(document, SCHEMA)
    assert document["holds"] is False and document["here"]["verdict"] == "not-equivalent"
    assert "unhashable" in document["here"]["reason"] or "TypeError" in document["here"]["reason"]
    assert document["there"]["verdict"] == "accepted"


def test_a_gain_that_is_too_small_here_does_not_hold(elsewhere):
    replace_inputs(elsewhere, (["a"], ["a"]), (["b"], ["c"]), (["c", "d"], ["c"]), (["e"], ["f", "g"]))
    run = verify(elsewhere)
    document = run.document
    assert document["here"]["verdict"] in ("slower", "no-gain", "inconclusive"), run.text
    undecided = document["here"]["verdict"] == "inconclusive"
    assert run.status == (1 if undecided else 4) and document["holds"] is (None if undecided else False)


class Planted:
    """Code that runs where it is unpickled."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return os.system, (f"touch {self.path}",)


def test_a_planted_pickle_runs_in_the_sandbox_only(elsewhere, tmp_path):
    mark = tmp_path / "planted"
    replace_inputs(elsewhere, (Planted(mark), []))
    run = verify(elsewhere)
    assert run.status in (0, 1, 4) and not mark.exists(), run.text
    refused = verify(elsewhere, "--sandbox", "none")
    assert refused.status == 1 and "sandbox" in refused.err and not mark.exists()


def test_what_is_no_bundle_is_said(tmp_path):
    run = verify(tmp_path / "nothing")
    assert run.status == 1 and "no folder" in run.err
    (tmp_path / "empty").mkdir()
    run = verify(tmp_path / "empty")
    assert run.status == 1 and "manifest.json" in run.err


def test_a_folder_with_content_is_not_written_over(made, tmp_path):
    project, patch, _, _ = made
    (tmp_path / "mine.txt").write_text("mine")
    run = project.velox("show", patch, "--bundle", tmp_path)
    assert run.status == 1 and "not empty" in run.err
    assert sorted(os.listdir(tmp_path)) == ["mine.txt"]


def test_a_patch_whose_inputs_are_gone_says_so(made, tmp_path):
    project, patch, _, _ = made
    kept = project.root / ".velox" / "evidence" / patch
    shutil.move(kept, tmp_path / "away")
    try:
        run = project.velox("show", patch, "--bundle", tmp_path / "b")
        assert run.status == 1 and "not kept any more" in run.err
        assert not (tmp_path / "b").exists()
    finally:
        shutil.move(tmp_path / "away", kept)
