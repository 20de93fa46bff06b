# SPDX-License-Identifier: Apache-2.0
"""Runs a test suite and tells two runs of it apart, test by test."""
import collections
import os
import signal
import subprocess
import time
import xml.etree.ElementTree

_BAD = ("failed", "error")


class Run:
    """What one run of a test suite gave: outcome by test, in words of JUnit, and how it ended."""

    def __init__(self, outcomes, seconds, trouble):
        self.outcomes, self.seconds, self.trouble = outcomes, seconds, trouble

    def counts(self):
        found = collections.Counter(self.outcomes.values())
        return {"passed": found["passed"], "failed": found["failed"] + found["error"], "skipped": found["skipped"],
                "seconds": round(self.seconds, 1), "trouble": self.trouble}

    def bad(self):
        return {test for test, outcome in self.outcomes.items() if outcome in _BAD}


def run_command(command, log, seconds, **how):
    """Runs a program with its children in a process group that ends with the time; gives its exit status, None when out of time."""
    with open(log, "w", encoding="utf-8") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, start_new_session=True, **how)
        try:
            return process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None
        finally:
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            process.wait()


def _outcome(case):
    for child in case:
        if child.tag in ("failure", "error", "skipped"):
            return "failed" if child.tag == "failure" else child.tag
    return "passed"


def read_report(path):
    """Outcome by test. Of tests with one name, as some parametrised ones have, the worst counts."""
    outcomes = {}
    for case in xml.etree.ElementTree.parse(path).iter("testcase"):
        name = "::".join(filter(None, (case.get("classname"), case.get("name"))))
        outcome = _outcome(case)
        if outcomes.get(name) not in _BAD:
            outcomes[name] = outcome
    return outcomes


def run_tests(command, report, log, seconds, **how):
    """Runs `command`, which writes a JUnit report to `report`."""
    report.unlink(missing_ok=True)
    started = time.monotonic()
    status = run_command(command, log, seconds, **how)
    took = time.monotonic() - started
    trouble = "" if status is not None else f"out of time after {seconds} s"
    try:
        outcomes = read_report(report)
    except (OSError, xml.etree.ElementTree.ParseError) as error:
        outcomes, trouble = {}, trouble or f"no report ({error.__class__.__name__}), exit status {status}, see {log}"
    return Run(outcomes, took, trouble)


def new_failures(before, after):
    """Tests that fail, or are no longer there, only after the change."""
    gone = {test for test, outcome in before.outcomes.items() if outcome == "passed" and test not in after.outcomes}
    return sorted((after.bad() - before.bad()) | gone)
