# SPDX-License-Identifier: Apache-2.0
"""kill -9 at any instant: no half-written source file, no corrupt store, the next run works.

VELOX_KILLS sets how many times; the default keeps the suite quick.
"""
import os
import random
import signal
import sqlite3
import subprocess
import time

from conftest import SLOW, VELOX

KILLS = int(os.environ.get("VELOX_KILLS", "6"))


def check_store(root):
    database = root / ".velox" / "velox.db"
    if database.exists():
        with sqlite3.connect(database) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_kill_during_optimize_apply(slow):
    chance = random.Random(2026)
    path = slow.root / "visits.py"
    document = slow.optimize("visits.py", "--apply", budget="30s")
    assert document["applied"]
    after = {path.read_text()}
    longest = document["elapsed_s"]
    killed = 0
    for _ in range(KILLS):
        path.write_text(SLOW)
        process = subprocess.Popen([VELOX, "optimize", "visits.py", "--apply", "--budget", "30s"], cwd=slow.root,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        time.sleep(chance.uniform(0, longest * 1.02))
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            killed += 1
        process.wait()
        text = path.read_text()
        if text != SLOW:
            compile(text, "visits.py", "exec")
            assert "def returning" in text and text.endswith("main()\n")
            after.add(text)
        check_store(slow.root)
        assert slow.velox("history").status == 0
        assert [name for name in os.listdir(slow.root) if name.endswith(".tmp")] == []
    assert killed > 0
    path.write_text(SLOW)
    final = slow.optimize("visits.py", "--apply", budget="30s")
    assert final["applied"]
    assert slow.velox("rollback").status == 0
    assert path.read_text() == SLOW


def test_kill_during_apply_and_rollback(slow):
    """Quick steps, so that many instants are hit: the file is always one of the two versions."""
    chance = random.Random(7)
    path = slow.root / "visits.py"
    slow.optimize("visits.py", "--apply", budget="30s")
    after = path.read_text()
    for turn in range(KILLS * 5):
        verb = "rollback" if path.read_text() == after else "apply"
        process = subprocess.Popen([VELOX, verb], cwd=slow.root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0, 0.03))
        process.kill()
        process.wait()
        assert path.read_text() in (SLOW, after)
        check_store(slow.root)
    target = SLOW if path.read_text() == after else after
    verb = "rollback" if target == SLOW else "apply"
    done = slow.velox(verb)
    assert done.status == 0 or path.read_text() == target, done.text
    assert path.read_text() == target
