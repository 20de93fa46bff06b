# SPDX-License-Identifier: Apache-2.0
"""Runs the real program on real projects in temporary folders."""
import json
import os
import pathlib
import subprocess
import textwrap
from dataclasses import dataclass

import pytest

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
VELOX = os.environ.get("VELOX") or str(REPOSITORY / "build" / "dev" / "apps" / "velox" / "velox")


def pytest_configure(config):
    """Tests run side by side (pytest-xdist) do so on a CPU each: what one of them measures is not disturbed by the other."""
    config.addinivalue_line("markers", "alone: its budget is that of a machine with nothing else to do")
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    cpus = sorted(os.sched_getaffinity(0))
    if worker and len(cpus) > 1:
        os.sched_setaffinity(0, {cpus[int(worker.removeprefix("gw")) % len(cpus)]})


@dataclass
class Run:
    status: int
    out: str
    err: str

    @property
    def text(self) -> str:
        return self.out + self.err

    @property
    def document(self) -> dict:
        return json.loads(self.out)


class Project:
    """A folder with files, and velox run in it."""

    def __init__(self, root: pathlib.Path):
        self.root = root

    def write(self, name: str, text: str, **how) -> pathlib.Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(text, bytes):
            path.write_bytes(text)
        else:
            path.write_text(textwrap.dedent(text), encoding="utf-8", **how)
        return path

    def velox(self, *arguments: str, timeout: float = 180, cwd=None, env=None, prefix=()) -> Run:
        environment = {**os.environ, "NO_COLOR": "1", "XDG_CACHE_HOME": str(self.root.parent / "cache"), **(env or {})}
        done = subprocess.run([*prefix, VELOX, *map(str, arguments)], cwd=cwd or self.root, env=environment, text=True,
                              errors="replace", capture_output=True, timeout=timeout, stdin=subprocess.DEVNULL)
        return Run(done.returncode, done.stdout, done.stderr)

    def optimize(self, *arguments: str, budget: str = "30s", **how) -> dict:
        run = self.velox("optimize", *arguments, "--budget", budget, "--json", "-", **how)
        assert run.status == 0, run.text
        return run.document


@pytest.fixture
def project(tmp_path) -> Project:
    root = tmp_path / "project"
    root.mkdir()
    return Project(root)


SLOW = '''\
"""Finds the visitors of one day who came back on the next."""


def returning(first, second):
    known = list(first)
    found = []
    for name in second:
        if name in known:
            found.append(name)
    return found


def main():
    first = ["user%d" % (i * 7 % 4001) for i in range(3000)]
    second = ["user%d" % (i * 11 % 5003) for i in range(3000)]
    print(len(returning(first, second)))


if __name__ == "__main__":
    main()
'''


@pytest.fixture
def slow(project) -> Project:
    """A project with one file whose only function is slow in a way that the catalogue knows."""
    project.write("visits.py", SLOW)
    return project
