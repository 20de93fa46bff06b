# SPDX-License-Identifier: Apache-2.0
"""`analyze` finds the same with its cache as without, whatever happened to files, settings, rules and the cache in between."""
import os
import shutil
import subprocess

import pytest
from conftest import REPOSITORY, VELOX

LAST = "def newest(rows: list):\n    return rows[len(rows) - 1]\n"
OWN_RULE = """\
---
id: {id}
title: A rule of the project
family: idiom
kind: pattern
assurance: tested
needs: []
python: ">=3.9"
factor: 1.1
why: "`$x` is longer than it needs to be."
---
## What it does
Something.

## Rewrite
```python
$x + 0
```
```python
$x
```
- type($x): int
"""


@pytest.fixture
def code(project):
    project.write("velox.toml", "")
    for folder in sorted((REPOSITORY / "examples").iterdir()):
        if folder.is_dir():
            shutil.copytree(folder, project.root / folder.name)
    project.write("bad.py", "def f(:\n")
    project.write("latin.py", b"# coding: latin-1\nname = '\xe9'\n")
    project.write("last.py", LAST)
    return project


def document(code, *arguments, **how):
    found = code.velox("analyze", ".", "--json", "-", *arguments, **how).document
    found.pop("seconds")
    return found


def caches(code):
    folder = code.root.parent / "cache" / "velox" / "findings"
    return sorted(folder.iterdir()) if folder.exists() else []


def both(code, **how):
    """What is found with the cache, after it was seen to be what is found without it."""
    found = document(code, **how)
    assert found == document(code, "--no-cache", **how)
    return found


def test_the_same_with_and_without(code):
    first = document(code, "--no-cache")
    assert not caches(code) and len(first["opportunities"]) > 5 and first["refusals"] and len(first["warnings"]) == 1
    assert document(code) == first and len(caches(code)) == 1
    written = caches(code)[0].stat().st_mtime_ns
    assert document(code) == first
    texts = []
    for option in ([], ["--no-cache"]):
        for how in ([], ["--format", "sarif"], ["--format", "github"], ["--format", "gitlab"]):
            run = code.velox("analyze", ".", *how, *option)
            assert run.status == 0, run.text
            texts.append(run.out.split("read in")[0])
    assert texts[:4] == texts[4:]
    assert len(caches(code)) == 1 and written <= caches(code)[0].stat().st_mtime_ns
    assert not (code.root / ".velox").exists(), "analyze leaves nothing in the project"


def test_files_that_change_come_and_go(code):
    first = both(code)
    code.write("last.py", "\n" + LAST)
    moved = both(code)
    assert moved != first and len(moved["opportunities"]) == len(first["opportunities"])
    code.write("last.py", LAST.replace("newest", "oldest"))  # as long as before
    assert any(one["unit"] == "last.py::oldest" for one in both(code)["opportunities"])
    code.write("more/last.py", LAST)
    assert any(one["unit"] == "more/last.py::newest" for one in both(code)["opportunities"])
    shutil.rmtree(code.root / "more")
    (code.root / "last.py").unlink()
    assert not any(one["file"].endswith("last.py") for one in both(code)["opportunities"])


def test_a_write_that_keeps_size_and_time(code):
    both(code)
    path = code.root / "last.py"
    before = path.stat()
    path.write_text(LAST.replace("newest", "oldest"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert any(one["unit"] == "last.py::oldest" for one in both(code)["opportunities"])


def test_settings_and_own_rules_count(code):
    first = both(code)
    code.write("velox.toml", 'disable = ["last-by-length"]\n')
    assert len(both(code)["opportunities"]) < len(first["opportunities"])
    code.write("velox.toml", 'assurance = "proven"\n')
    assert all(one["assurance"] == "proven" for one in both(code)["opportunities"])
    code.write("velox.toml", "")
    assert both(code) == first
    code.write("sums.py", "def f(n: int):\n    return n + 0\n")
    code.write(".velox/rules/no-zero.md", OWN_RULE.format(id="no-zero"))
    assert any(one["rule"] == "no-zero" for one in both(code)["opportunities"])
    code.write(".velox/rules/no-zero.md", OWN_RULE.format(id="other"))
    refused = code.velox("analyze", ".")
    assert refused.status == 1 and "no-zero" in refused.err


def test_parts_of_a_project_share_a_cache(code):
    whole = both(code)
    part = [one for one in whole["opportunities"] if one["file"].startswith("order_join/")]
    for _ in range(2):
        found = code.velox("analyze", "order_join", "--json", "-").document
        assert found["opportunities"] == part
    unit = part[0]["unit"]
    only = code.velox("analyze", unit, "--json", "-").document
    assert {one["unit"] for one in only["opportunities"]} == {unit}
    assert both(code) == whole


def test_damage_is_mended(code):
    first = both(code)
    cache = caches(code)[0]
    whole = cache.read_bytes()
    for damaged in (b"", whole[:100], whole[:-1], whole[:500] + b"?" + whole[501:], b"\xff" * 5000):
        cache.write_bytes(damaged)
        assert document(code) == first
        assert cache.read_bytes()[:16] == whole[:16] and len(cache.read_bytes()) >= len(whole)


def test_a_place_that_cannot_be_written_costs_nothing_but_time(code):
    first = document(code, "--no-cache")
    (code.root.parent / "cache").write_text("a file where the folder should be")
    assert document(code) == first
    assert document(code, env={"XDG_CACHE_HOME": "/proc"}) == first


def test_two_at_once(code):
    first = document(code, "--no-cache")
    environment = {**os.environ, "XDG_CACHE_HOME": str(code.root.parent / "cache")}
    command = [VELOX, "analyze", ".", "--format", "json"]
    for _ in range(3):
        running = [subprocess.Popen(command, cwd=code.root, env=environment, stdout=subprocess.PIPE) for _ in range(4)]
        assert all(process.communicate()[0] for process in running)
        assert document(code) == first
        (code.root / "last.py").write_text(LAST)  # to be read again
