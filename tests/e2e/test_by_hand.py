# SPDX-License-Identifier: Apache-2.0
"""Files that somebody changes by hand: between apply and rollback, and while Velox runs."""
import subprocess
import time

import pytest
from conftest import SLOW, VELOX

RULE = ("--rules", "membership-list-to-set")


@pytest.fixture
def applied(slow):
    """The slow project with its patch applied."""
    document = slow.optimize("visits.py", "--apply", *RULE, budget="90s")
    assert document["applied"], document["candidates"]
    slow.patch = document["patches"][0]["id"]
    return slow


def test_restored_by_hand(applied):
    path, patch = applied.root / "visits.py", applied.patch
    after = path.read_text()
    path.write_text(SLOW)
    again = applied.velox("apply", patch)
    assert again.status == 0, again.text
    assert path.read_text() == after
    path.write_text(SLOW)
    noted = applied.velox("rollback", patch)
    assert noted.status == 0 and "already" in noted.out and "visits.py" in noted.out, noted.text
    assert path.read_text() == SLOW
    assert "rolled_back" in applied.velox("history").out
    assert applied.velox("rollback", patch).status == 1
    path.write_text(after)  # as `git apply` would
    assert applied.velox("apply", patch).status == 0
    assert path.read_text() == after
    assert applied.velox("rollback").status == 0
    assert path.read_text() == SLOW


def test_rollback_of_an_edited_or_deleted_file_says_what_to_do(applied):
    path, patch = applied.root / "visits.py", applied.patch
    edited = path.read_text() + "\n# edited\n"
    path.write_text(edited)
    refused = applied.velox("rollback", patch)
    assert refused.status == 1 and path.read_text() == edited
    for part in ("visits.py", f"line {len(edited.splitlines()) - 1}", "nothing was changed", "undo the edit", f"velox show {patch}"):
        assert part in refused.err, refused.err
    assert "optimize" not in refused.err
    path.unlink()
    gone = applied.velox("rollback", patch)
    assert gone.status == 1 and "not there any more" in gone.err and "Restore" in gone.err, gone.err
    path.write_text(SLOW)
    assert applied.velox("rollback", patch).status == 0


@pytest.mark.parametrize("what", ["edited", "deleted"])
@pytest.mark.parametrize("delay", [0.7, 6])
def test_file_changes_while_velox_runs(slow, what, delay):
    path = slow.root / "visits.py"
    process = subprocess.Popen([VELOX, "optimize", "visits.py", "--apply", "--budget", "40s"], cwd=slow.root, text=True,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(delay)
    edited = SLOW.replace("len(returning", "2 * len(returning")
    if what == "edited":
        path.write_text(edited)
    else:
        path.unlink()
    out, err = process.communicate(timeout=60)
    assert process.returncode == 1, out + err
    for part in ("visits.py", "while Velox ran", "nothing was changed", "again"):
        assert part in err, err
    assert "✘" not in out, out
    assert path.read_text() == edited if what == "edited" else not path.exists()
