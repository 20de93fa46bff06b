# SPDX-License-Identifier: Apache-2.0
"""Bad input: each gets a clear message and an exit code; nothing is lost, nothing half-applied."""
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time

import pytest
from conftest import SLOW, VELOX

FAST = "def f():\n    return 1\n\n\nif __name__ == '__main__':\n    print(f())\n"


def fails(run, *parts, status=1):
    assert run.status == status, run.text
    for part in parts:
        assert part in run.err, run.err
    assert "terminate called" not in run.text and "Traceback" not in run.err.split("velox:")[0]


def test_no_such_file(project):
    fails(project.velox("optimize", "missing.py"), "missing.py")


def test_no_target(project):
    fails(project.velox("optimize"), "TARGET", status=2)


def test_unknown_option(slow):
    fails(slow.velox("optimize", "visits.py", "--bugdet", "5s"), "--bugdet", status=2)


@pytest.mark.parametrize("option, value", [("--budget", "soon"), ("--budget", "-3s"), ("--min-gain", "much"),
                                           ("--assurance", "sure"), ("--policy", "luck"), ("--sandbox", "jail"),
                                           ("--rules", "no-such-rule"), ("--units", "0"), ("--min-gain", "500%"),
                                           ("--budget", "25h")])
def test_wrong_value(slow, option, value):
    fails(slow.velox("optimize", "visits.py", option, value), value, status=2)


@pytest.mark.parametrize("option, value, words", [
    ("--workload", "", "empty"), ("--tests", " ", "empty"), ("--units", "0", "from 1 to 1000"), ("--budget", "25h", "longer than a day"),
    ("--min-gain", "500%", "at most 100 %"), ("--json", "no/such/folder/x.json", "no folder"), ("--patch", ".", "folder")])
def test_wrong_value_is_refused_at_once_and_in_words(slow, option, value, words):
    started = time.monotonic()
    fails(slow.velox("optimize", "visits.py", option, value), option if words == "empty" else words, words, status=2)
    assert time.monotonic() - started < 5


def test_unknown_verb_names_near_ones(slow):
    fails(slow.velox("optimise", "visits.py"), "optimise", "Did you mean optimize?", status=2)
    fails(slow.velox("frobnicate"), "frobnicate", "analyze", "rollback", status=2)


def test_not_python(project):
    project.write("notes.txt", "hello\n")
    run = project.velox("optimize", "notes.txt")
    assert run.status in (1, 2) and "notes.txt" in run.err and "Python" in run.err


def test_binary_named_py(project):
    project.write("blob.py", bytes(range(256)))
    fails(project.velox("optimize", "blob.py"), "blob.py")


def test_no_such_unit_names_near_ones(slow):
    fails(slow.velox("optimize", "visits.py::retruning"), "retruning", "returning")


def test_syntax_error_names_the_line(project):
    project.write("broken.py", "def f(:\n    pass\n")
    fails(project.velox("optimize", "broken.py"), "broken.py", "1")


def test_syntax_error_in_a_folder_does_not_stop_the_rest(slow):
    slow.write("broken.py", "def f(:\n    pass\n")
    document = slow.optimize(".", "--workload", "python visits.py")
    assert document["patches"], document
    assert any("broken.py" in warning for warning in document["warnings"])


@pytest.mark.parametrize("cookie", ["latin-1", "cp1252", "koi8-r"])
def test_encoding_cookie_is_kept(project, cookie):
    text = SLOW.replace('"""Finds', f'# -*- coding: {cookie} -*-\n"""Finds').replace("one day", "one d\xe9y" if cookie != "koi8-r" else "one д")
    path = project.write("visits.py", text.encode(cookie))
    before = path.read_bytes()
    document = project.optimize("visits.py", "--apply")
    assert document["applied"], document
    after = path.read_bytes()
    assert after != before and after.decode(cookie)
    assert after.splitlines()[0] == before.splitlines()[0] and after.splitlines()[1] == before.splitlines()[1]


def test_unknown_encoding_cookie(project):
    project.write("odd.py", "# -*- coding: klingon -*-\n" + FAST)
    fails(project.velox("optimize", "odd.py"), "odd.py", "klingon")


@pytest.mark.parametrize("change", ["crlf", "tabs", "bom", "no_final_newline", "executable"])
def test_form_of_the_file_is_kept(project, change):
    data = SLOW.encode()
    if change == "crlf":
        data = data.replace(b"\n", b"\r\n")
    elif change == "tabs":
        data = data.replace(b"    ", b"\t")
    elif change == "bom":
        data = b"\xef\xbb\xbf" + data
    elif change == "no_final_newline":
        data = data.rstrip(b"\n")
    path = project.write("visits.py", data)
    if change == "executable":
        path.chmod(0o751)
    mode = path.stat().st_mode
    document = project.optimize("visits.py", "--apply")
    assert document["applied"], document
    after = path.read_bytes()
    assert after != data
    assert path.stat().st_mode == mode
    if change == "crlf":
        assert after.count(b"\n") == after.count(b"\r\n")
    elif change == "tabs":
        assert b"    " not in after
    elif change == "bom":
        assert after.startswith(b"\xef\xbb\xbf") and after.count(b"\xef\xbb\xbf") == 1
    elif change == "no_final_newline":
        assert not after.endswith(b"\n")
    rolled = project.velox("rollback")
    assert rolled.status == 0, rolled.text
    assert path.read_bytes() == data and path.stat().st_mode == mode


def test_empty_file(project):
    project.write("empty.py", "")
    run = project.velox("optimize", "empty.py")
    assert run.status == 1 and "empty.py" in run.err, run.text


@pytest.mark.alone
def test_hundred_thousand_lines(project):
    body = "".join(f"def f{i}(x):\n    y = x + {i}\n    return y\n\n\n" for i in range(20000))
    project.write("long.py", SLOW.replace("def main", body + "def main"))
    started = time.monotonic()
    document = project.optimize("long.py", budget="60s")
    assert document["patches"], document["candidates"]
    assert time.monotonic() - started < 100


def test_workload_that_fails_shows_its_error(slow):
    slow.write("bench.py", "import visits\nraise ValueError('the moon is wrong')\n")
    fails(slow.velox("optimize", "visits.py", "--workload", "python bench.py"), "the moon is wrong")


def test_workload_that_lacks_a_variable_names_the_way(slow):
    slow.write("bench.py", "import os, visits\nprint(os.environ['MOON_PHASE'])\n")
    fails(slow.velox("optimize", "visits.py", "--workload", "python bench.py", env={"MOON_PHASE": "full"}), "MOON_PHASE",
          "not passed on", "NAME=value")


@pytest.mark.parametrize("command", ["bench.py", "python bench.py"])
def test_workload_whose_script_is_not_found_names_root(slow, command):
    fails(slow.velox("optimize", "visits.py", "--workload", command), "bench.py", "--root")


def test_workload_that_does_not_exist(slow):
    fails(slow.velox("optimize", "visits.py", "--workload", "no-such-program --now"), "no-such-program")


def test_workload_that_hangs_ends_with_the_budget(slow):
    slow.write("bench.py", "import time, visits\ntime.sleep(1000)\n")
    started = time.monotonic()
    run = slow.velox("optimize", "visits.py", "--workload", "python bench.py", "--budget", "6s")
    assert time.monotonic() - started < 30
    fails(run, "did not end")


def test_workload_that_prints_megabytes(slow):
    slow.write("bench.py", "import visits\nfor i in range(40):\n    print('x' * 100_000)\nvisits.main()\n")
    run = slow.velox("optimize", "visits.py", "--workload", "python bench.py", "--budget", "20s", "--json", "-")
    assert run.status in (0, 1), run.err
    assert len(run.text) < 1_000_000


def test_workload_that_reads_stdin(slow):
    slow.write("bench.py", "import visits\nname = input('name? ')\n")
    fails(slow.velox("optimize", "visits.py", "--workload", "python bench.py"), "stdin")


def test_workload_that_forks(slow):
    slow.write("bench.py", """\
        import os, visits
        for _ in range(3):
            if os.fork() == 0:
                visits.main()
                os._exit(0)
        for _ in range(3):
            os.wait()
        visits.main()
        """)
    document = slow.optimize("visits.py", "--workload", "python bench.py")
    assert document["units"]


def test_workload_that_never_reaches_the_target(slow):
    slow.write("bench.py", "print(sum(range(10000)))\n")
    fails(slow.velox("optimize", "visits.py", "--workload", "python bench.py"), "visits.py")


def test_tests_that_already_fail_are_reported_and_left_out(slow):
    slow.write("test_visits.py", """\
        import visits

        def test_right():
            assert visits.returning(["a"], ["a", "b"]) == ["a"]

        def test_broken_before():
            visits.returning(["a"], ["a"])
            assert False
        """)
    document = slow.optimize("visits.py", "--tests", "python -m pytest -q")
    failing = [warning for warning in document["warnings"] if "fail" in warning]
    assert len(failing) == 1 and "1 test fails" in failing[0] and "test_broken_before" in failing[0], document["warnings"]
    assert document["patches"]


def test_tests_that_cannot_run_are_reported_in_their_own_words(slow):
    slow.write("test_visits.py", "import visits\nimport no_such_module_here\n\ndef test_right():\n    assert True\n")
    told = slow.velox("optimize", "visits.py", "--tests", "python -m pytest -q", "--budget", "10s").text
    assert told.count("no_such_module_here") == 1 and "cannot run" in told, told
    told = slow.velox("optimize", "visits.py", "--tests", "python -m pytest -q no_such_tests", "--budget", "10s").text
    assert "no_such_tests" in told, told


def test_file_that_is_named_as_a_standard_module(project):
    project.write("random.py", "def unlike():\n    return 4\n")
    project.write("json.py", SLOW.replace("def main():", "import random\n\n\ndef main():\n    random.unlike()"))
    told = project.velox("optimize", "json.py", "--budget", "15s")
    assert told.status == 0 and "returning" in told.out, told.text


def test_interpreter_missing(slow):
    fails(slow.velox("optimize", "visits.py", "--python", "/no/such/python"), "/no/such/python")


def test_interpreter_too_old(slow, tmp_path):
    """A stand-in that answers as an old Python does: no old one is to be had on a fresh machine."""
    folder = tmp_path / "old"
    folder.mkdir()
    old = folder / "python"
    old.write_text('#!/bin/sh\n'
                   f'if [ "$2" = -c ]; then printf "%s\\n" {old} {folder} {folder} "" ""\n'
                   'else echo \'{"version": "2.7.18", "implementation": "CPython"}\'; fi\n')
    old.chmod(0o755)
    fails(slow.velox("optimize", "visits.py", "--python", str(old)), "2.7.18", "3.9")


def test_not_an_interpreter(slow):
    fails(slow.velox("optimize", "visits.py", "--python", "/bin/true"), "/bin/true")


def test_read_only_project(slow, tmp_path):
    before = (slow.root / "visits.py").read_bytes()
    script = f"mount --bind {slow.root} {slow.root} && mount -o remount,ro,bind {slow.root} && exec \"$@\""
    cache = tmp_path / "cache"
    run = slow.velox("optimize", "visits.py", "--budget", "30s", "--json", "-", env={"XDG_CACHE_HOME": str(cache)},
                     prefix=("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, "sh"))
    assert run.status == 0, run.text
    assert run.document["patches"]
    assert any("cannot be written" in warning for warning in run.document["warnings"])
    for verb in ("history", "show", "explain"):
        told = slow.velox(verb, env={"XDG_CACHE_HOME": str(cache)})
        assert told.status == 0 and "visits.py" in told.out, told.text
    assert (slow.root / "visits.py").read_bytes() == before and not (slow.root / ".velox").exists()


def test_full_disk_while_applying(slow):
    script = (f"mount -t tmpfs -o size=600k tmpfs {slow.root}/disk && cp visits.py disk/ && cd disk && "
              f'"$1" optimize visits.py --budget 30s; head -c 10m /dev/zero > filler; cp visits.py /tmp/before.$$; '
              f'"$1" apply; echo "apply said $?"; cmp visits.py /tmp/before.$$ && echo "file is whole"')
    (slow.root / "disk").mkdir()
    done = subprocess.run(["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, "sh", VELOX], cwd=slow.root,
                          text=True, capture_output=True, timeout=120, env={**os.environ, "NO_COLOR": "1"})
    text = done.stdout + done.stderr
    assert "file is whole" in text, text
    assert "apply said 1" in text, text
    assert "No space left" in text or "full" in text, text


def test_two_at_once(slow):
    first = subprocess.Popen([VELOX, "optimize", "visits.py", "--budget", "30s"], cwd=slow.root,
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 10
        while not (slow.root / ".velox" / "velox.db").exists() and time.monotonic() < deadline:
            time.sleep(0.02)
        fails(slow.velox("optimize", "visits.py"), "another velox", str(first.pid))
    finally:
        first.send_signal(signal.SIGINT)
        first.wait(30)


def test_interrupt_leaves_everything_as_it_was(slow):
    before = (slow.root / "visits.py").read_bytes()
    for delay in (0.3, 1.0, 3.0):
        process = subprocess.Popen([VELOX, "optimize", "visits.py", "--apply", "--budget", "30s"], cwd=slow.root,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        time.sleep(delay)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
        assert process.returncode in (0, 130), err
        if process.returncode == 130:
            assert (slow.root / "visits.py").read_bytes() == before
    history = slow.velox("history")
    assert history.status == 0 and "cancelled" in history.out + "cancelled" * (process.returncode == 0)


def test_damaged_store(slow):
    (slow.root / ".velox").mkdir()
    (slow.root / ".velox" / "velox.db").write_bytes(b"x" * 5000)
    fails(slow.velox("optimize", "visits.py"), "velox.db", "source files are not affected")


def test_wrong_setting_names_file_and_line(slow):
    slow.write("pyproject.toml", '[tool.velox]\nbudget = "60s"\nspeed = "high"\n')
    fails(slow.velox("optimize", "visits.py"), "pyproject.toml:3", "speed")


@pytest.mark.parametrize("setting", ["disable", "rules"])
def test_unknown_rule_in_settings_names_file_and_line(slow, setting):
    slow.write("pyproject.toml", f'[tool.velox]\nbudget = "60s"\n{setting} = ["membership-list-to-sets"]\n')
    fails(slow.velox("optimize", "visits.py"), "pyproject.toml:3", "membership-list-to-sets", "membership-list-to-set?")


def test_wrong_toml(slow):
    slow.write("velox.toml", "budget = \n")
    fails(slow.velox("optimize", "visits.py"), "velox.toml:1")


def test_apply_refuses_a_file_that_changed(slow):
    slow.optimize("visits.py")
    path = slow.root / "visits.py"
    path.write_text(path.read_text() + "\n# edited\n")
    before = path.read_bytes()
    fails(slow.velox("apply"), "visits.py", "nothing was changed")
    assert path.read_bytes() == before


def test_rollback_refuses_a_file_that_changed(slow):
    slow.optimize("visits.py", "--apply")
    path = slow.root / "visits.py"
    path.write_text(path.read_text() + "\n# edited\n")
    before = path.read_bytes()
    fails(slow.velox("rollback"), "visits.py")
    assert path.read_bytes() == before


def test_ids_that_mean_nothing(slow):
    slow.optimize("visits.py")
    for verb in ("show", "explain", "apply", "rollback"):
        fails(slow.velox(verb, "feedface"), "feedface")


def test_verbs_without_any_run(project):
    for verb in ("history", "show", "apply", "rollback"):
        fails(project.velox(verb), "velox optimize")
