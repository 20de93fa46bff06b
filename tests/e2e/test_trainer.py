# SPDX-License-Identifier: Apache-2.0
"""velox-trainer as a person uses it: short runs, what they leave behind, and what is said when something is wrong."""
import json
import pathlib
import subprocess

import jsonschema
import pytest
from conftest import REPOSITORY, VELOX

TRAINER = pathlib.Path(VELOX).parents[1] / "velox-trainer" / "velox-trainer"
pytestmark = pytest.mark.skipif(not TRAINER.exists(), reason="velox-trainer was not built: no LibTorch")
SHORT = ["--steps", "1500", "--hidden", "16", "--evaluate-every", "500", "--evaluation-episodes", "2", "--checkpoint-every", "500"]


def schema(name):
    return json.loads((REPOSITORY / "schemas" / name).read_text())


def trainer(*arguments):
    return subprocess.run([TRAINER, *map(str, arguments)], capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL)


def metrics(folder):
    return [json.loads(line) for line in (folder / "metrics.jsonl").read_text().splitlines()]


def decisions(count):
    """Sessions of two decisions between two actions, of which the second one pays."""
    for episode in range(count):
        for step in (0, 1):
            action = (episode >> step) & 1
            yield {"schema": "velox.transitions/1", "episode": f"e{episode}", "step": step, "state": [step / 2, 1],
                   "actions": [[1, 0], [0, 1]], "action": action, "reward": action, "done": step == 1}


def test_a_run_leaves_policy_card_picture_and_metrics(tmp_path):
    run = trainer("cartpole", "--seed", 3, *SHORT, "--out", tmp_path / "run")
    assert run.returncode == 0, run.stderr
    assert "switches: double, duelling, prioritised, 3-step" in run.stdout
    lines = metrics(tmp_path / "run")
    for line in lines:
        jsonschema.validate(line, schema("velox.training-1.json"))
    assert {line["kind"] for line in lines} == {"episode", "learning", "evaluation", "result"}
    assert (tmp_path / "run" / "curve.html").read_text().count("<svg") == 3
    evaluated = trainer("evaluate", tmp_path / "run" / "policy.safetensors", "--episodes", 5)
    assert evaluated.returncode == 0 and "over 5 episodes" in evaluated.stdout


def test_the_same_seed_gives_the_same_weights(tmp_path):
    for name, seed in (("one", 3), ("same", 3), ("other", 4)):
        assert trainer("cartpole", "--seed", seed, *SHORT, "--out", tmp_path / name).returncode == 0
    one, same, other = ((tmp_path / name / "policy.safetensors").read_bytes() for name in ("one", "same", "other"))
    assert one == same != other


def test_learns_from_recorded_decisions(tmp_path):
    recorded = tmp_path / "recorded.jsonl"
    lines = list(decisions(40))
    for line in lines:
        jsonschema.validate(line, schema("velox.transitions-1.json"))
    recorded.write_text("".join(json.dumps(line) + "\n" for line in lines))
    run = trainer("train", "--episodes", recorded, "--steps", 300, "--hidden", 16, "--evaluate-every", 100, "--learning-rate", "0.01",
                  "--out", tmp_path / "run")
    assert run.returncode == 0, run.stderr
    for line in metrics(tmp_path / "run"):
        jsonschema.validate(line, schema("velox.training-1.json"))
    assert metrics(tmp_path / "run")[-1]["held_out_transitions"] == 8
    assert "stopping" in (tmp_path / "run" / "MODEL.md").read_text()
    # A policy for candidates is none for a cart.
    assert "no policy for CartPole" in trainer("evaluate", tmp_path / "run" / "policy.safetensors").stderr


def test_says_what_is_wrong(tmp_path):
    assert trainer("--help").returncode == 0
    assert "--no-duelling" in trainer("cartpole", "--help").stdout
    for arguments, status, words in (
            ([], 2, "subcommand is required"),
            (["cartpole"], 2, "--out is required"),
            (["cartpole", "--out", tmp_path / "a", "--gamma", "1.5"], 2, "'gamma' is 1.5, outside of 0 to 1"),
            (["cartpole", "--out", tmp_path / "a", "--hidden", "0"], 2, "'hidden' is not up to 8 widths of 1 to 4096"),
            (["train", "--episodes", tmp_path / "none", "--out", tmp_path / "a"], 1, "none"),
            (["train", "--episodes", tmp_path / "none", "--out", tmp_path / "a", "--explore-to", "0"], 2, "--explore-to"),
            (["resume", tmp_path / "nothing"], 1, "the run in"),
            (["evaluate", __file__], 1, "longer than 100 MB")):
        run = trainer(*arguments)
        assert run.returncode == status and words in run.stderr, (arguments, run)
    assert not (tmp_path / "a" / "settings.json").exists()


def test_never_writes_into_a_folder_with_something_in_it(tmp_path):
    (tmp_path / "keep").write_text("mine")
    run = trainer("cartpole", *SHORT, "--out", tmp_path)
    assert run.returncode == 1 and "is there already" in run.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["keep"]


def test_says_which_recorded_line_is_wrong(tmp_path):
    recorded = tmp_path / "recorded.jsonl"
    lines = [json.dumps(line) for line in decisions(2)]
    lines[2] = lines[2].replace('"step": 0', '"step": 7')
    recorded.write_text("\n".join(lines) + "\n")
    run = trainer("train", "--episodes", recorded, "--out", tmp_path / "run")
    assert run.returncode == 1 and "recorded.jsonl:3: the episode does not begin at step 0" in run.stderr
