# SPDX-License-Identifier: Apache-2.0
"""Doctests as a workload: the same examples a fixed number of times, so that every run does the same work.

A Python file is imported under the name that its package gives it; any other file is read as text. The exit status is 1
when an example fails, 2 when there is nothing to run.
"""
import doctest
import importlib
import os
import sys

DEFAULT_REPEATS = 20


def _usage():
    sys.stderr.write("usage: doctests.py FILE [--repeats N]\n")
    return 2


def _package_name(path):
    """(folder to put on sys.path, dotted name) of a Python file."""
    folder, name = os.path.split(path)
    parts = [] if name == "__init__.py" else [os.path.splitext(name)[0]]
    while os.path.isfile(os.path.join(folder, "__init__.py")):
        folder, package = os.path.split(folder)
        parts.insert(0, package)
    return folder, ".".join(parts)


def _tests_of(path):
    if not path.endswith(".py"):
        with open(path, encoding="utf-8") as file:
            text = file.read()
        parsed = doctest.DocTestParser().get_doctest(text, {"__name__": "__main__"}, os.path.basename(path), path, 0)
        return [parsed] if parsed.examples else []
    folder, name = _package_name(path)
    sys.path.insert(0, folder)
    module = importlib.import_module(name)
    return [test for test in doctest.DocTestFinder().find(module) if test.examples]


def run(path, repeats):
    """(failed examples, attempted examples). Stops after the first round that fails."""
    tests = _tests_of(os.path.abspath(path))
    attempted = 0
    for _ in range(repeats):
        runner = doctest.DocTestRunner(verbose=False)
        for test in tests:
            runner.run(_fresh(test))
        attempted += runner.tries
        if runner.failures:
            return runner.failures, attempted
    return 0, attempted


def _fresh(test):
    """A copy whose names are its own: examples of one round must not see those of the round before."""
    return doctest.DocTest(test.examples, dict(test.globs), test.name, test.filename, test.lineno, test.docstring)


def main(argv):
    """The exit status."""
    repeats = DEFAULT_REPEATS
    if len(argv) == 3 and argv[1] == "--repeats" and argv[2].isdigit() and int(argv[2]) > 0:
        repeats = int(argv[2])
    elif len(argv) != 1:
        return _usage()
    if not os.path.isfile(argv[0]):
        sys.stderr.write("doctests.py: there is no file %s\n" % argv[0])
        return 2
    failed, attempted = run(argv[0], repeats)
    if not attempted:
        sys.stderr.write("doctests.py: %s holds no doctests\n" % argv[0])
        return 2
    print("%d examples, %d failed" % (attempted, failed))
    return 1 if failed else 0
