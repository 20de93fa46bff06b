# SPDX-License-Identifier: Apache-2.0
"""The plain scripts: probe and doctests."""
import json
import os
import subprocess

import pytest
from conftest import RUNTIME

OLD = [p for p in os.environ.get("VELOX_TEST_OLD_PYTHONS", "").split(":") if p]


def probe(python, cwd):
    done = subprocess.run([python, os.path.join(RUNTIME, "probe.py")], capture_output=True, text=True, cwd=cwd)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("\n") == 1
    return json.loads(done.stdout)


def test_probe(python, tmp_path):
    found = probe(python, tmp_path)
    version = subprocess.run([python, "-c", "import sys; print('%d.%d.%d' % sys.version_info[:3])"], capture_output=True, text=True)
    assert found["version"] == version.stdout.strip()
    assert found["implementation"] == "CPython"
    assert RUNTIME not in found["sys_path"]
    assert set(found) == {"version", "implementation", "executable", "prefix", "base_prefix", "sys_path", "site_packages",
                          "has_pytest", "pytest_version", "has_numpy"}
    has_pytest = subprocess.run([python, "-c", "import pytest"], capture_output=True).returncode == 0
    assert found["has_pytest"] == has_pytest == (found["pytest_version"] is not None)


@pytest.mark.parametrize("old", OLD)
def test_probe_of_old_pythons(old, tmp_path):
    assert probe(old, tmp_path)["version"][:3] in ("2.7", "3.6", "3.7", "3.8")


def doctests(python, *argv, cwd):
    return subprocess.run([python, os.path.join(RUNTIME, "doctests.py"), *argv], capture_output=True, text=True, cwd=cwd)


def test_doctests_repeat(python, tmp_path):
    package = tmp_path / "pack"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "part.py").write_text('from . import __name__ as parent\ndef f(x):\n    """\n    >>> f(2)\n    4\n    >>> state = 1\n    """\n'
                                     '    print(end="")\n    return x * 2\n')
    done = doctests(python, "pack/part.py", "--repeats", "7", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "14 examples, 0 failed\n"), done.stderr


def test_doctests_fail(python, tmp_path):
    (tmp_path / "part.py").write_text('def f(x):\n    """\n    >>> f(2)\n    5\n    """\n    return x * 2\n')
    done = doctests(python, "part.py", cwd=tmp_path)
    assert done.returncode == 1
    assert "1 examples, 1 failed" in done.stdout


def test_doctests_in_text_and_nothing_to_run(python, tmp_path):
    (tmp_path / "page.md").write_text("Try\n\n>>> 1 + 1\n2\n")
    (tmp_path / "empty.py").write_text("x = 1\n")
    assert doctests(python, "page.md", "--repeats", "3", cwd=tmp_path).stdout == "3 examples, 0 failed\n"
    assert doctests(python, "empty.py", cwd=tmp_path).returncode == 2
    assert doctests(python, "none.py", cwd=tmp_path).returncode == 2
    assert doctests(python, "page.md", "--repeats", "0", cwd=tmp_path).returncode == 2


def test_page_bench_times_the_inputs_of_a_page(python, tmp_path):
    case = {"title": "sums", "before": "def f(n):\n    return sum(range(20 * n))\n", "after": "def f(n):\n    return sum(range(n))\n",
            "bench": "N = 100\n# 0\nf(0)\n# 100, all\nf(N)\n"}
    untimed = {"title": "untimed", "before": "x = 1\n", "after": "x = 2\n", "bench": ""}
    (tmp_path / "cases.json").write_text(json.dumps([case, untimed]))
    done = subprocess.run([python, os.path.join(RUNTIME, "page_bench.py"), str(tmp_path / "cases.json")], capture_output=True,
                          text=True, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["implementation"] == "CPython" and told["machine"] and told["load"] >= 0
    nothing, hundred = told["timings"]
    assert (nothing["label"], hundred["label"]) == ("0", "100, all") and hundred["title"] == "sums"
    assert 0.5 < nothing["ratio"] < 2 and hundred["ratio"] > 4, told
    assert all(one["low"] <= one["ratio"] <= one["high"] and one["pairs"] >= 11 for one in told["timings"])
