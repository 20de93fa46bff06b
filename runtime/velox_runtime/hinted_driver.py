# SPDX-License-Identifier: Apache-2.0
"""Calls made from type hints as a workload, for code that nothing else runs.

Problem: two versions of a file must be given the same work, and a generated argument may take for ever.
Idea: inputs follow from annotations and a fixed seed. `--plan` tries each once, with a bound on its time, and prints which to
use and how often; a run is told exactly that. Exceptions are results like any other. The exit status is 2 when there is
nothing to call.
"""
import contextlib
import inspect
import io
import os
import signal
import sys
import time

from velox_runtime import generate, load, safepickle

_INPUTS = 48
_SEED = 20240
_CALL_BOUND_S = 0.05
_PLAN_BOUND_S = 5.0   # for all of planning
_RUN_S = 0.5          # that a run is made to take, about
_MOST_ROUNDS = 2000


class _TooLong(BaseException):
    """Not an Exception, so that the program's own handlers leave it alone."""


def _on_alarm(number, frame):
    raise _TooLong()


def _names(module):
    """Functions and methods that the module itself defines, in order."""
    for name, value in list(vars(module).items()):
        if inspect.isfunction(value) and value.__module__ == module.__name__:
            yield name
        elif inspect.isclass(value) and value.__module__ == module.__name__:
            for member, stored in list(vars(value).items()):
                if inspect.isfunction(getattr(stored, "__func__", stored)) and not member.startswith("__"):
                    yield "%s.%s" % (name, member)


def _call(unit, data):
    args, kwargs = safepickle.thaw(data)
    try:
        result = unit.call(*args, **kwargs)
        if unit.consume == "generator":
            for _ in result:
                pass
        elif unit.consume == "coroutine":
            import asyncio

            asyncio.run(result)
    except Exception:
        return False
    return True


def _quick(unit, ends):
    """Numbers of the inputs whose call ends soon; none when every call raises: then the annotations do not tell enough."""
    quick, worked = [], False
    for number, data in enumerate(_inputs(unit)):
        if time.monotonic() > ends:
            break
        signal.setitimer(signal.ITIMER_REAL, _CALL_BOUND_S)
        try:
            worked = _call(unit, data) or worked
            quick.append(number)
        except (_TooLong, SystemExit):
            pass
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    return quick if worked else []


def _inputs(unit):
    return [data for _, _, data in generate.made_for(unit, _INPUTS, _SEED)]


def _units(module, wanted):
    for name in wanted or list(_names(module)):
        try:
            unit = load.find_unit(module, name)
        except load.LoadError:
            continue
        if unit.consume in ("function", "generator", "coroutine"):
            yield name, unit


def _run(module, rounds, chosen):
    """Calls `chosen`, a list of (name, numbers of inputs), so many times over; the number of calls."""
    plan = []
    for name, numbers in chosen:
        unit = load.find_unit(module, name)
        made = _inputs(unit)
        plan += [(unit, made[number]) for number in numbers if number < len(made)]
    with contextlib.redirect_stdout(io.StringIO()):
        for _ in range(rounds):
            for unit, data in plan:
                _call(unit, data)
    return rounds * len(plan)


def _plan(module, wanted):
    """Prints "rounds N" and a line "NAME=0,1,2" for each function that can be called."""
    signal.signal(signal.SIGALRM, _on_alarm)
    ends = time.monotonic() + _PLAN_BOUND_S
    with contextlib.redirect_stdout(io.StringIO()):
        chosen = [(name, _quick(unit, ends)) for name, unit in _units(module, wanted)]
    chosen = [(name, numbers) for name, numbers in chosen if numbers]
    if not chosen:
        sys.stderr.write("no annotated function of it can be called\n")
        return 2
    started = time.monotonic()
    _run(module, 1, chosen)
    print("rounds %d" % max(1, min(_MOST_ROUNDS, int(_RUN_S / max(1e-5, time.monotonic() - started)))))
    for name, numbers in chosen:
        print("%s=%s" % (name, ",".join(map(str, numbers))))
    return 0


def main(argv):
    """The exit status."""
    planning = argv[:1] == ["--plan"]
    argv = argv[planning:]
    if len(argv) < (2 if planning else 4):
        sys.stderr.write("usage: hinted_calls.py --plan FILE MODULE [QUALNAME...]\n"
                         "       hinted_calls.py FILE MODULE ROUNDS QUALNAME=NUMBER,...\n")
        return 2
    module = load.import_module(os.path.abspath(argv[0]), argv[1], False)
    if planning:
        return _plan(module, argv[2:])
    pairs = [word.partition("=") for word in argv[3:]]
    print("%d calls" % _run(module, int(argv[2]), [(name, [int(n) for n in numbers.split(",")]) for name, _, numbers in pairs]))
    return 0
