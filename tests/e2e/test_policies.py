# SPDX-License-Identifier: Apache-2.0
"""Which policy chooses, how one comes into use, and what happens when its file is bad."""
import hashlib
import json
import pathlib
import shutil
import sqlite3
import subprocess
import time

import pytest
from conftest import VELOX

TRAINER = pathlib.Path(VELOX).parents[1] / "velox-trainer" / "velox-trainer"
QUICK = ["visits.py", "--rules", "membership-list-to-set", "--no-external"]


def one_try(strategy, saving, gain, seconds):
    return {"action": {"strategy": strategy, "assurance": "tested", "judging": "calls", "changes_class": False, "expected_factor": 2.0,
                       "expected_saving": saving},
            "outcome": {"verdict": "accepted" if gain > 0 else "no-gain", "log_gain": gain, "seconds": seconds}, "after": []}


def outcomes(first, count):
    """Projects in which what promises most never holds and takes long, and what promises little is worth much."""
    for number in range(first, first + count):
        empty = [one_try(f"promises-{i}", 0.5 - i / 100, 0, 9.0) for i in range(6)]
        tries = empty + [one_try("holds", 0.02, 1.0 + number % 3 / 10, 2.0)]
        state = {"own_share": 0.8, "cumulative_share": 0.8, "calls": 100, "lines": 20, "size_class": 10, "code": []}
        yield {"schema": "velox.outcomes/1", "name": f"made/p{number}", "family": "made", "digest": f"d{number}", "python": "CPython 3.11.2",
               "machine": "none", "workload_s": 1.0, "units": [{"state": state, "bases": [{"tries": tries}]}]}


@pytest.fixture
def recorded(project):
    for name, first, count in (("train.jsonl", 0, 24), ("held_out.jsonl", 100, 14)):
        project.write(name, "".join(json.dumps(line) + "\n" for line in outcomes(first, count)))
    return project


def status(project):
    return project.velox("learn", "status", "--json", "-").document


def test_a_policy_comes_into_use_by_winning_and_goes_by_rollback(recorded):
    assert recorded.velox("learn", "status").status == 1, "nothing was done here yet"
    run = recorded.velox("learn", "train")
    assert run.status == 2 and "nothing to learn from" in run.err
    trained = recorded.velox("learn", "train", "--outcomes", "train.jsonl", "--json", "-")
    assert trained.status == 0, trained.text
    assert trained.document["name"] == "bandit-1" and len(trained.document["projects"]) == 24
    run = recorded.velox("learn", "promote", "bandit-1")
    assert run.status == 1 and "was not compared with expected" in run.err, "no evidence, no promotion"
    assert recorded.velox("learn", "promote", "bandit-1", "--force").status == 2, "and no way around it"
    run = recorded.velox("learn", "compare", "--outcomes", "train.jsonl")
    assert run.status == 2 and "no project" in run.err, "it was trained on these"
    run = recorded.velox("learn", "compare", "random", "expected", "--outcomes", "held_out.jsonl", "--budget", "30s")
    assert run.status == 0 and "random against expected" in run.out
    compared = recorded.velox("learn", "compare", "--outcomes", "held_out.jsonl")
    assert compared.status == 0 and "surely better" in compared.out and "better on 14 projects" in compared.out, compared.text
    assert status(recorded)["in_use"] == "expected"
    run = recorded.velox("learn", "promote", "bandit-1")
    assert run.status == 0 and "velox learn rollback" in run.out, run.text
    document = status(recorded)
    assert document["in_use"] == "bandit-1" and document["before"] == "expected" and document["since"]
    assert document["trained"][0]["last_comparison"]["low"] > 0
    text = recorded.velox("learn", "status").out
    assert "bandit-1" in text and "in use" in text
    assert recorded.velox("learn", "promote", "bandit-1").status == 1, "it is in use already"
    run = recorded.velox("learn", "compare", "expected", "--outcomes", "held_out.jsonl")
    assert run.status == 0 and "not surely better" in run.out
    assert recorded.velox("learn", "promote", "expected").status == 1
    run = recorded.velox("learn", "rollback")
    assert run.status == 0 and "expected is in use again" in run.out
    assert recorded.velox("learn", "rollback").status == 1


def test_too_few_projects_promote_nothing(recorded):
    recorded.write("few.jsonl", "".join(json.dumps(line) + "\n" for line in outcomes(200, 3)))
    assert recorded.velox("learn", "train", "--outcomes", "train.jsonl").status == 0
    assert recorded.velox("learn", "compare", "--outcomes", "few.jsonl").status == 0
    run = recorded.velox("learn", "promote", "bandit-1")
    assert run.status == 1 and "3 projects" in run.err


@pytest.mark.skipif(not TRAINER.exists(), reason="velox-trainer was not built: no LibTorch")
def test_a_network_is_trained_by_the_trainer(recorded):
    run = recorded.velox("learn", "train", "--kind", "dqn", "--outcomes", "train.jsonl", "--steps", "300")
    assert run.status == 0, run.text
    folder = recorded.root / ".velox" / "policy" / "dqn-1"
    assert (folder / "policy.safetensors").exists() and "version" in (folder / "MODEL.md").read_text()
    run = recorded.velox("learn", "compare", "dqn", "--outcomes", "held_out.jsonl", "--seeds", "1")
    assert run.status == 0 and "dqn-1 against expected" in run.out, run.text


def test_a_missing_trainer_is_told(recorded, tmp_path):
    alone = tmp_path / "bin" / "velox"
    alone.parent.mkdir()
    shutil.copy(VELOX, alone)
    run = subprocess.run([alone, "learn", "train", "--kind", "dqn", "--outcomes", "train.jsonl"], cwd=recorded.root, text=True,
                         capture_output=True, env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path)})
    assert run.returncode == 1 and "velox-trainer" in run.stderr and "--kind bandit" in run.stderr


def sessions(project):
    with sqlite3.connect(project.root / ".velox" / "velox.db") as database:
        return [json.loads(body) for (body,) in database.execute("SELECT body FROM episodes")]


def test_bad_policies_are_passed_over(slow):
    """A damaged one, one of other features that claims to be whole, and one that is no policy at all: the run goes on."""
    shelf = slow.root / ".velox" / "policy"
    bad = {"dqn-1": b"\xff\xff\xff\xff\xff\xff\xff\x7f{}", "bandit-1": b'{"schema": "velox.policy-statistics/1", "kind": "bandit", "features": 1}',
           "bandit-2": b'{"schema": "velox.policy-statistics/1", "kind": "bandit"}'}
    for name, text in bad.items():
        kind = name.split("-")[0]
        (shelf / name).mkdir(parents=True)
        (shelf / name / ("policy.safetensors" if kind == "dqn" else "policy.json")).write_bytes(text)
        sha = hashlib.sha256(text).hexdigest() if name != "bandit-2" else "0" * 64
        (shelf / name / "about.json").write_text(json.dumps({"schema": "velox.policy-about/1", "name": name, "kind": kind, "made_at": name,
                                                             "sha256": sha, "trained_on": {"sessions": 1, "projects": []}}))
    (shelf / "promotions").write_text("../../../etc/passwd now\nbandit-1 now\nbandit-2 now\ndqn-1 now\n")
    document = slow.optimize(*QUICK, budget="60s")
    assert document["policy"] == "expected" and document["patches"]
    told = [warning for warning in document["warnings"] if warning.startswith("policy ")]
    assert [warning.split()[1] for warning in told] == ["dqn-1", "bandit-2", "bandit-1"], document["warnings"]
    assert all("policy expected is used" in warning for warning in told)
    [session] = sessions(slow)
    assert session["schema"] == "velox.session/1" and session["tries"][0]["strategy"] == "membership-list-to-set"
    assert session["decisions"][0]["schema"] == "velox.transitions/1" and session["decisions"][-1]["done"]
    shown = status(slow)
    assert shown["sessions"] == 1 and shown["experiments"] >= 1 and all(policy["problem"] for policy in shown["trained"])
    [strategy] = shown["strategies"]
    assert strategy["strategy"] == "membership-list-to-set" and strategy["accepted"] >= 1 and strategy["log_gain"] > 0
    run = slow.velox("learn", "promote", "bandit-1")
    assert run.status == 1 and "features" in run.err


def test_policies_learn_and_training_starts_by_itself_when_it_may(slow):
    slow.write("velox.toml", "[learn]\nauto = true\n")
    document = slow.optimize(*QUICK, "--policy", "greedy", budget="60s")
    assert document["policy"] == "greedy" and document["patches"], document["candidates"]
    assert not (slow.root / ".velox" / "policy" / "bandit-1").exists(), "one session is not enough"
    with sqlite3.connect(slow.root / ".velox" / "velox.db") as database:
        for _ in range(10):
            database.execute("INSERT INTO episodes SELECT * FROM episodes LIMIT 1")
    document = slow.optimize(*QUICK, "--policy", "bandit", budget="60s")
    assert document["policy"] == "bandit", "which may well stop at once, as what it draws from one session is anybody's guess"
    about = slow.root / ".velox" / "policy" / "bandit-1" / "about.json"
    until = time.monotonic() + 60
    while not about.exists() and time.monotonic() < until:
        time.sleep(0.1)
    assert json.loads(about.read_text())["trained_on"]["sessions"] >= 11
