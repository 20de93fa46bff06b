# SPDX-License-Identifier: Apache-2.0
"""Recording what every rewrite brings on programs, without changing any of them."""
import json
import math
import signal
import subprocess
import time

import jsonschema
import pytest
from conftest import REPOSITORY, SLOW, VELOX, Project

VISITS = SLOW.split("def main")[0]

WORKLOAD = '''\
from visits import returning

if __name__ == "__main__":
    print(len(returning(["u%d" % (i * 7 % 4001) for i in range({n})], ["u%d" % (i * 11 % 5003) for i in range({n})])))
'''


def write_program(folder, n):
    folder.mkdir(parents=True)
    (folder / "visits.py").write_text(VISITS)
    (folder / "workload.py").write_text(WORKLOAD.format(n=n))


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """Two programs of two families, and what was recorded of them."""
    place = Project(tmp_path_factory.mktemp("corpus"))
    write_program(place.root / "programs" / "web" / "returning", 2500)
    write_program(place.root / "programs" / "shop" / "returning", 2200)
    first = place.velox("learn", "collect", place.root / "programs" / "web" / "returning", "--out", "outcomes.jsonl", "--no-external",
                        "--units", "1", "--json", "-")
    assert first.status == 0, first.text
    place.first = first
    return place


def lines(place):
    return [json.loads(line) for line in (place.root / "outcomes.jsonl").read_text().splitlines()]


def test_the_known_best_is_recorded(corpus):
    [done] = corpus.first.document["programs"]
    assert done["state"] == "recorded" and done["tries"] >= 1 and done["bases"] >= 1 and not done["cut"], done
    project = lines(corpus)[0]
    schema = REPOSITORY / "schemas" / "velox.outcomes-1.json"
    if schema.exists():
        jsonschema.validate(project, json.loads(schema.read_text()))
    assert project["name"] == "web/returning" and project["family"] == "web"
    assert project["workload_s"] > 0 and project["python"].startswith("CPython 3.")
    [unit] = project["units"]
    assert unit["state"]["cumulative_share"] > 0.2 and len(unit["state"]["code"]) > 0
    tries = unit["bases"][0]["tries"]
    best = max(tries, key=lambda one: one["outcome"]["log_gain"])
    assert best["action"]["strategy"].startswith("membership-list-to-set"), [one["action"]["strategy"] for one in tries]
    assert best["outcome"]["log_gain"] > math.log(3)
    accepted = [one for one in tries if one["outcome"]["verdict"] == "accepted"]
    assert all(0 < one["next"] < len(unit["bases"]) for one in accepted if "next" in one)
    assert any("next" in one for one in accepted), "what was accepted is a base that was looked into"


def test_what_is_known_is_skipped_and_the_rest_is_added(corpus):
    before = (corpus.root / "outcomes.jsonl").read_bytes()
    run = corpus.velox("learn", "collect", "--programs", "programs", "--slice", "2/2", "--out", "outcomes.jsonl", "--json", "-")
    assert run.status == 0 and [p["state"] for p in run.document["programs"]] == ["known"], run.text
    assert (corpus.root / "outcomes.jsonl").read_bytes() == before
    (corpus.root / "outcomes.jsonl").write_bytes(before + b'{"schema": "velox.outc')
    run = corpus.velox("learn", "collect", "--programs", "programs", "--out", "outcomes.jsonl", "--no-external", "--units", "1", "--json", "-")
    assert run.status == 0 and [p["state"] for p in run.document["programs"]] == ["recorded", "known"], run.text
    assert (corpus.root / "outcomes.jsonl").read_bytes().startswith(before), "half a line is cut off, whole ones stay"
    assert [line["name"] for line in lines(corpus)] == ["web/returning", "shop/returning"]
    for program in ("web", "shop"):
        left = sorted(path.name for path in (corpus.root / "programs" / program / "returning").iterdir())
        assert left == ["visits.py", "workload.py"], "nothing is written where a program lies"


def test_an_interrupt_leaves_whole_lines(corpus, tmp_path):
    out = tmp_path / "outcomes.jsonl"
    run = subprocess.Popen([VELOX, "learn", "collect", corpus.root / "programs" / "web" / "returning", "--out", out], text=True,
                           stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    until = time.monotonic() + 60
    while not out.exists() and time.monotonic() < until:
        time.sleep(0.05)
    run.send_signal(signal.SIGINT)
    text = run.communicate(timeout=60)[0]
    assert run.returncode == 130 and "goes on from here" in text
    assert out.read_text() == "", "the program that was being worked on is not there"


def test_what_cannot_be_collected_is_told(project):
    write_program(project.root / "broken", 10)
    (project.root / "broken" / "workload.py").write_text("raise SystemExit(3)\n")
    run = project.velox("learn", "collect", "broken", "--out", "o.jsonl")
    assert run.status == 1 and "failed" in run.out and "workload" in run.out, run.text
    for arguments, status, words in ((["nowhere", "--out", "o.jsonl"], 1, "no program nowhere"),
                                     ([".", "--out", "o.jsonl"], 2, "workload.py"),
                                     (["--out", "o.jsonl"], 2, "no program is named"),
                                     (["broken", "--out", "o.jsonl", "--slice", "3/2"], 2, "no part"),
                                     (["broken", "--out", "none/o.jsonl"], 2, "no folder"),
                                     (["--library", "json", "--out", "o.jsonl"], 2, "--workload FILE"),
                                     (["--library", "a b", "--workload", "broken/visits.py", "--out", "o.jsonl"], 2, "imported")):
        run = project.velox("learn", "collect", *arguments)
        assert run.status == status and words in run.err, (arguments, run.text)
    project.write("o.jsonl", '{"schema": "something else"}\n')
    run = project.velox("learn", "collect", "broken", "--out", "o.jsonl")
    assert run.status == 1 and "o.jsonl:1" in run.err and "schema" in run.err, run.text
    missing = project.velox("learn", "collect", "--library", "no_such_library_here", "--workload", "broken/visits.py", "--out", "p.jsonl")
    assert missing.status == 1 and "finds no library" in missing.text
