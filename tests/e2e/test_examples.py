# SPDX-License-Identifier: Apache-2.0
"""Bundled examples get a verified patch in one run with rules only; look-alikes are left alone, with their reason.

Each example takes up to a minute, so that the suite takes a few; VELOX_EXAMPLES=all takes every one.
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys

import jsonschema
import pytest
from conftest import REPOSITORY, Project

EXAMPLES = sorted(path for path in (REPOSITORY / "examples").iterdir() if (path / f"{path.name}.py").exists())
LOOKALIKES = sorted((REPOSITORY / "examples" / "lookalikes").glob("*.py"))
if os.environ.get("VELOX_EXAMPLES") != "all":
    EXAMPLES = [path for path in EXAMPLES if path.name in ("job_scheduler", "html_report")]
TEMPTING = {"ageing_queue": "sort-in-loop", "case_insensitive_tags": "membership-list-to-set",
            "live_prices": "memoise-pure-recursion", "live_transcript": "string-append-to-join",
            "token_bucket": "hoist-invariant-call", "urgent_inbox": "pop-front-to-deque", "what_if": "deepcopy-flat",
            "zone_tariffs": "nested-loop-join-to-index"}
SCHEMA = json.loads((REPOSITORY / "schemas" / "velox.optimize-1.json").read_text())


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda path: path.name)
def test_example_gets_a_verified_patch(folder, project):
    shutil.copytree(folder, project.root, dirs_exist_ok=True)
    name = f"{folder.name}.py"
    document = project.optimize(name, "--apply", budget="60s", timeout=150)
    jsonschema.validate(document, SCHEMA)
    assert document["patches"], [(c["strategy"], c["verdict"], c["reason"]) for c in document["candidates"]]
    assert document["elapsed_s"] < 75
    assert document["workload_speedup"]["low"] > 1.05, document["workload_speedup"]
    before = subprocess.run([sys.executable, folder / name], capture_output=True, text=True, check=True).stdout
    after = subprocess.run([sys.executable, project.root / name], capture_output=True, text=True, check=True).stdout
    assert before == after
    tests = subprocess.run([sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"], cwd=project.root, capture_output=True, text=True)
    assert tests.returncode == 0, tests.stdout


@pytest.mark.parametrize("path", LOOKALIKES, ids=lambda path: path.stem)
def test_lookalike_is_left_alone(path, project):
    """Other lines may change, as long as the program prints the same; the tempting rewrite is refused with its reason."""
    shutil.copy(path, project.root)
    document = project.optimize(path.name, "--apply", budget="30s", timeout=100)
    tempting = TEMPTING[path.stem]
    assert all(tempting not in p["strategies"] for p in document["patches"]), [p["diff"] for p in document["patches"]]
    printed = [subprocess.run([sys.executable, file], capture_output=True, text=True, check=True).stdout
               for file in (path, project.root / path.name)]
    assert printed[0] == printed[1]
    reasons = [r["reason"] for u in document["units"] for r in u["refusals"] if r["strategy"] == tempting]
    reasons += [c["reason"] for c in document["candidates"] if c["strategy"] == tempting]
    assert reasons, "the tempting rewrite is named, with the reason why it was left alone"
