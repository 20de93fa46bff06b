#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Shows the corpus to the comparator of the released codeflash client, for comparison: which wrong rewrites would it let through?

Only `codeflash.verification.comparator` is used (of the package that the running interpreter has installed), in the way the
client's pipeline uses it: what is compared of a call is the pickled exception, or the pickled (args, kwargs, return value) after the
call, both loaded into one process, and then stdout. A call whose result can't be pickled is not compared. No account and no network is
needed; run it without one:

    unshare -rn VENV/bin/python peer_comparator.py FOLDER/jobs.jsonl [--inputs 400] > FOLDER/peer.jsonl

The inputs are the captured calls, and after them those by which jobs.py has shown that a wrong rewrite is wrong (which the judge does
not see). One line a job: whether the captured ones told it apart, and whether any did. A wrong one that none tells is one that this way of
comparing can't see, whatever the inputs.
"""
import argparse
import asyncio
import contextlib
import inspect
import io
import json
import os
import pathlib
import signal
import sys
import warnings

import corpus
import differential

os.environ["CODEFLASH_API_KEY"] = ""
os.environ["SENTRY_DSN"] = ""


def recorded(module, unit, make):
    """(pickle, stdout) of one call; the pickle is None when the result can't be pickled."""
    import dill

    sys.modules["m"] = module
    out = io.StringIO()
    args, kwargs = make()
    try:
        with contextlib.redirect_stdout(out), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            result = differential.unit_of(module, unit)(*args, **kwargs)
            if inspect.iscoroutine(result):
                result = asyncio.run(result)
        value = (tuple(args), kwargs, result)
    except Exception as error:
        value = error
    try:
        return dill.dumps(value), out.getvalue()
    except Exception:
        return None, out.getvalue()


def calls_of(code, unit, calls, inputs):
    """What recorded() gives for each call, or "takes too long"."""
    module = differential.load(code)
    for make in differential.inputs_of(module, calls, inputs, 1):
        signal.setitimer(signal.ITIMER_REAL, differential.CALL_SECONDS)
        try:
            yield recorded(module, unit, make)
        except differential.TimedOut:
            yield "takes too long"
            return
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)


def same(one, two, home):
    """The client's answer for one call, or None when there was nothing to compare."""
    import dill
    from codeflash.verification.comparator import comparator

    if "takes too long" in (one, two):
        return one == two
    if one[0] is None and two[0] is None:
        return None if one[1] == two[1] else False
    if one[0] is None or two[0] is None:
        return False
    sys.modules["m"] = home
    return comparator(dill.loads(one[0]), dill.loads(two[0])) and comparator(one[1], two[1])


def judged(job, calls, inputs):
    home = differential.load(job["before"])
    captured = len(job["records"])
    answers = []
    pairs = zip(calls_of(job["before"], job["unit"], calls, inputs), calls_of(job["after"], job["unit"], calls, inputs))
    for one, two in pairs:
        answers.append(same(one, two, home))
        if answers[-1] is False:
            break
    told_by_captured = False in answers[:captured]
    return {"case": job["case"], "name": job["name"], "origin": job["origin"], "kind": job["kind"],
            "told_by_captured": told_by_captured, "told": False in answers, "compared": any(answer is not None for answer in answers)}


def in_child(job, calls, inputs):
    """One job in a process of its own; a process that dies has told nothing, as the client's would be told by its tests."""
    read, write = os.pipe()
    if os.fork() == 0:
        signal.signal(signal.SIGALRM, differential._alarm)
        sys.stdout = sys.stderr = open(os.devnull, "w")  # what generators print when they are closed
        with os.fdopen(write, "w") as out:
            out.write(json.dumps(judged(job, calls, inputs)))
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as answer:
        text = answer.read()
    os.wait()
    return text or json.dumps({"case": job["case"], "name": job["name"], "origin": job["origin"], "kind": job["kind"],
                               "told_by_captured": True, "told": True, "compared": True, "died": True})


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("jobs", type=pathlib.Path)
    parser.add_argument("--inputs", type=int, default=400, help="as given to jobs.py")
    arguments = parser.parse_args()
    import codeflash.verification.comparator  # noqa: F401  before the forks, since it takes seconds

    cases = {case.name: case for case in corpus.read_all()}
    with open(arguments.jobs, encoding="utf-8") as lines:
        for line in lines:
            job = json.loads(line)
            print(in_child(job, cases[job["case"]].calls, arguments.inputs), flush=True)


if __name__ == "__main__":
    main()
