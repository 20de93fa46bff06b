# SPDX-License-Identifier: Apache-2.0
"""`velox check`: changes that somebody made, from files, folders, patches and commits, and the verdict that each must get."""
import json
import os
import subprocess

import jsonschema
import pytest
from conftest import REPOSITORY, SLOW

SCHEMA = json.loads((REPOSITORY / "schemas" / "velox.check-1.json").read_text())
FAST = SLOW.replace("known = list(first)", "known = set(first)")
HELPED = SLOW.replace("def returning", "def known_names(names):\n    return set(names)\n\n\ndef returning").replace(
    "known = list(first)", "known = known_names(first)")


def check(project, *arguments, status, budget="40s", **how):
    run = project.velox("check", *arguments, "--budget", budget, "--json", "-", "--seed", "7", **how)
    assert run.status == status, run.text
    jsonschema.validate(run.document, SCHEMA)
    return run.document


def git(root, *arguments):
    identity = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@b"}
    done = subprocess.run(["git", *arguments], cwd=root, env={**os.environ, **identity}, capture_output=True, text=True, check=True)
    return done.stdout


def test_faster_and_the_same_is_accepted(slow, tmp_path):
    (tmp_path / "fast.py").write_text(FAST)
    before = (slow.root / "visits.py").read_bytes()
    document = check(slow, "visits.py", tmp_path / "fast.py", status=0)
    assert document["verdict"] == "accepted"
    assert document["confirmed"]["low"] > 1.05
    (unit,) = document["evidence"]["units"]
    assert unit["id"] == "visits.py::returning"
    assert "+    known = set(first)" in document["diff"]
    assert (slow.root / "visits.py").read_bytes() == before


def test_other_results_are_refused_with_the_difference(slow, tmp_path):
    (tmp_path / "wrong.py").write_text(FAST.replace("for name in second", "for name in set(second)"))
    document = check(slow, "visits.py", tmp_path / "wrong.py", status=4)
    assert document["verdict"] == "not-equivalent"
    assert "returning" in document["reason"]


def test_the_same_work_is_no_gain(slow, tmp_path):
    (tmp_path / "same.py").write_text(SLOW.replace("for name in second", "for visitor in second").replace(
        "name in known", "visitor in known").replace("append(name)", "append(visitor)"))
    assert check(slow, "visits.py", tmp_path / "same.py", status=4)["verdict"] == "no-gain"


def test_more_work_is_slower(project):
    project.write("old.py", FAST.replace("3000", "9000"))
    project.write("new.txt", FAST.replace("3000", "9000").replace("in known:", "in known and name in list(known)[:400] + [name]:"))
    assert check(project, "old.py", "new.txt", status=4)["verdict"] == "slower"


def test_a_patch_of_two_files_with_a_new_function(slow):
    slow.write("visits.py", SLOW.replace("from", "from"))
    slow.write("app.py", "import visits\n\n\ndef main():\n    visits.main()\n\n\nif __name__ == '__main__':\n    main()\n")
    git(slow.root, "init", "-q")
    git(slow.root, "add", "-A")
    git(slow.root, "commit", "-qm", "one")
    slow.write("visits.py", HELPED)
    slow.write("app.py", "import visits\n\n\ndef main():\n    run = visits.main\n    run()\n\n\nif __name__ == '__main__':\n    main()\n")
    (slow.root / "change.patch").write_text(git(slow.root, "diff"))
    git(slow.root, "checkout", "-q", ".")
    document = check(slow, "--patch", "change.patch", "--workload", "python3 app.py", status=0)
    assert {unit["id"] for unit in document["evidence"]["units"]} == {"visits.py::returning", "app.py::main"}


def test_a_patch_that_renames_a_file(slow):
    slow.write("names.py", "def same(name):\n    return name\n")
    slow.write("app.py", "import names\nimport visits\n\n\ndef main():\n    visits.main(names.same)\n\n\nif __name__ == '__main__':\n    main()\n")
    slow.write("visits.py", SLOW.replace("def main():", "def main(same=str):").replace("return found", "return found"))
    git(slow.root, "init", "-q")
    git(slow.root, "add", "-A")
    git(slow.root, "commit", "-qm", "one")
    git(slow.root, "mv", "names.py", "labels.py")
    slow.write("app.py", (slow.root / "app.py").read_text().replace("names", "labels"))
    (slow.root / "change.patch").write_text(git(slow.root, "diff", "-M", "HEAD"))
    assert "rename from names.py" in (slow.root / "change.patch").read_text()
    git(slow.root, "reset", "-q", "--hard")
    document = check(slow, "--patch", "change.patch", "--workload", "python3 app.py", status=4)
    assert document["verdict"] == "no-gain", document["reason"]


def test_commits_are_judged_without_touching_the_repository(slow):
    git(slow.root, "init", "-q")
    git(slow.root, "add", "-A")
    git(slow.root, "commit", "-qm", "one")
    slow.write("visits.py", FAST)
    git(slow.root, "commit", "-qam", "two")
    slow.write("visits.py", "not committed(")
    document = check(slow, "HEAD~1..HEAD", "--workload", "python3 visits.py", status=0)
    assert document["verdict"] == "accepted"
    assert (slow.root / "visits.py").read_text() == "not committed("
    assert git(slow.root, "status", "--porcelain") == " M visits.py\n"


def test_two_folders(slow, tmp_path):
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "visits.py").write_text(FAST)
    assert check(slow, slow.root, tmp_path / "new", status=0)["verdict"] == "accepted"


def test_a_link_out_of_the_candidate_is_not_read(slow, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("the line that nobody may see\n")
    candidate = tmp_path / "candidate"
    candidate.mkdir()
    (candidate / "visits.py").symlink_to(secret)
    run = slow.velox("check", slow.root, candidate)
    assert run.status == 1 and "leads out of" in run.text, run.text
    assert "nobody" not in run.text


def test_what_nothing_calls_is_not_accepted(project, tmp_path):
    project.write("visits.py", SLOW + "\n\ndef unused(n):\n    return n + 1\n")
    (tmp_path / "new.py").write_text(SLOW + "\n\ndef unused(n):\n    return 1 + n\n")
    document = check(project, "visits.py", tmp_path / "new.py", status=4)
    assert document["verdict"] == "inconclusive"
    assert "visits.py::unused" in document["reason"]


def test_a_cache_is_judged_on_calls_as_they_came(project, tmp_path):
    text = "def f(n):\n    return sum(i * i for i in range(n))\n\n\nif __name__ == '__main__':\n" \
           "    print(sum(f(n) for n in range(1200)))\n"
    project.write("squares.py", text)
    (tmp_path / "new.py").write_text("import functools\n\n\n@functools.cache\n" + text)
    assert check(project, "squares.py", tmp_path / "new.py", status=4)["verdict"] in ("no-gain", "slower", "inconclusive")


def test_tests_that_fail_after_the_change_refuse_it(slow, tmp_path):
    slow.write("test_visits.py", "import visits\n\ndef test_unhashable():\n    assert visits.returning([[1]], [[1]]) == [[1]]\n")
    (tmp_path / "fast.py").write_text(FAST)
    document = check(slow, "visits.py", tmp_path / "fast.py", status=4)
    assert document["verdict"] == "not-equivalent"
    assert "test_unhashable" in document["reason"]


@pytest.mark.parametrize("text, verdict, part", [
    (FAST.replace("def main():", "def main(:"), "failed", "syntax error"),
    (FAST.replace("    found = []", "    import gc\n    gc.disable()\n    found = []"), "unsafe", "`gc`"),
])
def test_what_reading_alone_refuses(slow, tmp_path, text, verdict, part):
    (tmp_path / "new.py").write_text(text)
    document = check(slow, "visits.py", tmp_path / "new.py", status=4)
    assert document["verdict"] == verdict
    assert part in document["reason"]


@pytest.mark.parametrize("arguments, status, part", [
    ((), 2, "ORIGINAL and CANDIDATE"),
    (("visits.py",), 2, "ORIGINAL and CANDIDATE"),
    (("visits.py", "gone.py"), 1, "there is no 'gone.py'"),
    (("visits.py", "visits.py"), 1, "nothing differs"),
    (("visits.py", "."), 2, "one is a file and the other a folder"),
    (("--patch", "visits.py"), 1, "is no patch"),
    (("--patch", "other.patch"), 1, "does not apply"),
    (("HEAD~1..HEAD",), 1, "in no git repository"),
])
def test_bad_input(slow, arguments, status, part):
    slow.write("other.patch", "--- a/visits.py\n+++ b/visits.py\n@@ -1,2 +1,2 @@\n-something else\n+other\n more\n")
    run = slow.velox("check", *arguments)
    assert run.status == status, run.text
    assert part in run.text


def test_unknown_commits_and_no_python(slow):
    git(slow.root, "init", "-q")
    git(slow.root, "add", "-A")
    git(slow.root, "commit", "-qm", "one")
    slow.write("notes.txt", "a")
    git(slow.root, "add", "-A")
    git(slow.root, "commit", "-qm", "two")
    run = slow.velox("check", "nowhere..HEAD")
    assert run.status == 1 and "no commit 'nowhere'" in run.text
    run = slow.velox("check", "HEAD~1..HEAD")
    assert run.status == 1 and "no Python file" in run.text
