# SPDX-License-Identifier: Apache-2.0
"""Copy pure-Python modules of the running interpreter's standard library so that they can be patched.

Problem: the standard library itself must not be touched, many of its modules hand over to a C accelerator, and a
copy that shadows the original by name would also be used by every tool that runs inside the interpreter.

Idea: the copies form a package `stdlib_py` in which imports of copied modules are redirected to the copies and
imports of accelerators are made to fail, which is the case the modules themselves provide for. The matching files of
CPython's own test suite, where the interpreter has them, are copied with the same redirection.

Limits: line-based, made for the modules listed here. A test file that does not collect or pass without any patch is
left out, so that a run starts from tests that pass.
"""

import importlib.util
import pathlib
import re
import shutil
import subprocess
import sys
import sysconfig

MODULES = ["ast", "base64", "calendar", "configparser", "csv", "difflib", "fractions", "graphlib", "heapq", "ipaddress",
           "plistlib", "pprint", "shlex", "statistics", "string", "textwrap", "tokenize"]
PACKAGES = ["email", "html", "http", "json", "tomllib", "urllib", "xml"]
ACCELERATORS = ["_json", "_heapq", "_statistics"]
TESTS = ["test_configparser", "test_difflib", "test_fractions", "test_graphlib", "test_ipaddress", "test_pprint",
         "test_shlex", "test_textwrap", "test_htmlparser", "test_string"]
ORIGINALS = ["textwrap.py", "shlex.py", "string.py", "difflib.py"]
PACKAGE = "stdlib_py"


def redirect(text):
    """Source text with its imports of copied modules and accelerators changed."""
    copied = "|".join(MODULES + PACKAGES)
    text = re.sub(r"^(\s*)from (%s)((?:\.\w+)*) import " % copied, r"\1from %s.\2\3 import " % PACKAGE, text, flags=re.M)
    text = re.sub(r"^(\s*)import (%s)( as \w+)?[ \t]*(#.*)?$" % copied, r"\1from %s import \2\3" % PACKAGE, text,
                  flags=re.M)
    text = re.sub(r"^(\s*)import (%s)\.(\w+)[ \t]*$" % copied, r"\1import %s.\2.\3; from %s import \2"
                  % (PACKAGE, PACKAGE), text, flags=re.M)
    for name in ACCELERATORS:
        text = re.sub(r"^(\s*)from %s import " % name, r"\1from %s_absent import " % name, text, flags=re.M)
    return text


def copy_file(source, target):
    """Copy one source file, redirected; the encoding of the library is UTF-8."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(redirect(source.read_text(encoding="utf-8")), encoding="utf-8")


def copy_library(library, target):
    """Copy modules and packages into `target`."""
    for name in MODULES:
        spec = importlib.util.find_spec(name)
        source = pathlib.Path(spec.origin)
        copy_file(source, target / source.name if source.name != "__init__.py" else target / name / "__init__.py")
    for name in PACKAGES:
        for source in sorted((library / name).rglob("*.py")):
            copy_file(source, target / name / source.relative_to(library / name))
    (target / "__init__.py").write_text('"""Copies of standard library modules."""\n', encoding="utf-8")


def copy_tests(library, target):
    """Copy those tests that pass as copied; returns their names."""
    kept = []
    for name in TESTS:
        source = library / "test" / (name + ".py")
        if not source.exists():
            continue
        copy_file(source, target / source.name)
        for data in source.parent.glob(name + "_*"):
            if data.is_file() and data.suffix != ".py":
                shutil.copy(data, target / data.name)
        run = subprocess.run([sys.executable, "-m", "pytest", "-q", "-x", str(target / source.name)],
                             cwd=target.parent, capture_output=True, text=True)
        if run.returncode == 0:
            kept.append(name)
        else:
            (target / source.name).unlink()
    return kept


def main():
    root = pathlib.Path(sys.argv[1]).resolve()
    library = pathlib.Path(sysconfig.get_paths()["stdlib"])
    shutil.rmtree(root, ignore_errors=True)
    copy_library(library, root / PACKAGE)
    (root / "originals").mkdir()
    for name in ORIGINALS:
        shutil.copy(library / name, root / "originals" / name)
    (root / "conftest.py").write_text("", encoding="utf-8")
    print("standard library copied; tests that pass:", " ".join(copy_tests(library, root / "tests")))


if __name__ == "__main__":
    main()
