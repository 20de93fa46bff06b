# SPDX-License-Identifier: Apache-2.0
"""Lays out what is rewritten and tested: two equal trees of sources, `before` and `after`, and an interpreter that runs either."""
import os
import pathlib
import shutil
import subprocess

import standard_library

HERE = pathlib.Path(__file__).resolve().parent
PYTHON = "/usr/bin/python3"
SIDES = ("before", "after")


def quiet(command, **how):
    """Runs a program of ours; its output is shown when it fails."""
    done = subprocess.run(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", **how)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, command))}:\n{done.stdout[-3000:]}")
    return done.stdout


class Target:
    """Sources in `tree(side)`, of which `code` is rewritten, and how they are run from there."""

    def __init__(self, folder):
        self.folder = folder
        self.changed = []  # files, once they are known

    def tree(self, side):
        return self.folder / side

    def environment(self, side):
        keep = {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR") if name in os.environ}
        home = self.folder / "home"
        home.mkdir(exist_ok=True)
        return {**keep, "HOME": str(home), "PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"}


# Build backends of the libraries: with them at hand a source distribution need not build an environment to tell its name.
BACKENDS = ("setuptools==80.9.0", "wheel==0.45.1", "flit-core==3.12.0", "hatchling==1.27.0", "hatch-vcs==0.5.0",
            "hatch-fancy-pypi-readme==25.1.0", "poetry-core==2.1.3", "setuptools-scm==8.3.1", "pdm-backend==2.4.5")


class SourceDistribution(Target):
    """A library as its authors publish it, and a virtual environment with what its tests need, which libraries whose tests want the same
    pytest share. The library is installed too, for its metadata; the tree comes first on the path."""

    def __init__(self, library, folder):
        super().__init__(folder)
        self.library, self.name, self.version = library, library.name, library.version
        self.code, self.skip, self.seconds = library.code, library.skip, library.seconds
        self.venv = folder.parent / f"venv-{library.pytest}"

    def prepare(self):
        pip = [self.venv / "bin/python", "-m", "pip", "--quiet", "--disable-pip-version-check"]
        if not (self.venv / "made").exists():
            shutil.rmtree(self.venv, ignore_errors=True)
            quiet([PYTHON, "-m", "venv", self.venv])
            quiet([*pip, "install", self.library.pytest, *BACKENDS])
            (self.venv / "made").touch()
        if not (self.folder / "installed").exists():
            pin = f"{self.name}=={self.version}"
            quiet([*pip, "install", self.library.pytest, *self.library.requires, pin])
            quiet([*pip, "download", "--no-deps", "--no-build-isolation", "--no-binary", self.name, "--dest", self.folder / "sdist", pin])
            (self.folder / "installed").touch()
        packages = next((self.venv / "lib").glob("python3*")) / "site-packages"
        shutil.copy(HERE / "reached.py", packages / "velox_reached.py")
        (packages / "velox_reached.pth").write_text("import velox_reached\n", encoding="utf-8")
        for side in SIDES:
            self.unpack(side)

    def unpack(self, side):
        tree = self.tree(side)
        shutil.rmtree(tree, ignore_errors=True)
        unpacked = self.folder / "unpacked"
        shutil.rmtree(unpacked, ignore_errors=True)
        unpacked.mkdir()
        quiet(["tar", "-xf", next((self.folder / "sdist").glob("*.tar.*")), "-C", unpacked])
        next(unpacked.iterdir()).rename(tree)
        for copied in self.library.copies:
            shutil.copy(HERE.parent.parent / copied, tree)

    def python(self, side):
        return [str(self.venv / "bin/python")]

    def search_path(self, side):
        return self.tree(side) / self.library.path

    def environment(self, side):
        environment = super().environment(side)
        environment["PATH"] = f"{self.venv / 'bin'}:{environment['PATH']}"
        return {**environment, **dict(self.library.environment), "PYTHONPATH": str(self.search_path(side).resolve())}

    def test_command(self, side, report):
        return [*self.python(side), "-m", "pytest", "-q", "-p", "no:cacheprovider", "-o", "addopts=",
                "--continue-on-collection-errors", f"--junitxml={report}", *self.library.tests]


class StandardLibrary(Target):
    """The interpreter's own library; see standard_library.py."""
    name = "standard library"
    code, skip, seconds = (".",), standard_library.SKIP, 3000

    def __init__(self, folder):
        super().__init__(folder)
        self.version = "3.11"

    def prepare(self):
        packages = self.folder / "packages"
        self.version = standard_library.unpack(packages)
        for side in SIDES:
            shutil.rmtree(self.folder / side / "home", ignore_errors=True)
            standard_library.make_home(self.folder / side / "home", packages)
        library = self.tree("before")
        shutil.copy(HERE / "reached.py", library / "velox_reached.py")
        (library / "sitecustomize.py").write_text("import velox_reached\n", encoding="utf-8")

    def tree(self, side):
        return self.folder / side / "home/lib/python3.11"

    def python(self, side):
        return standard_library.program(self.folder / side / "home")

    def search_path(self, side):
        return self.tree(side)

    def test_command(self, side, report):
        names = standard_library.tests_of(self.tree(side) / "test", self.changed)
        return standard_library.test_command(self.folder / side / "home", report, names)
