# SPDX-License-Identifier: Apache-2.0
"""Calls made from type hints as a workload, for code that nothing else runs.

Idea: inputs are generated from annotations with a fixed seed; one round sorts out those that take too long or leave the
process, and the others are called a fixed number of times, so that every run does the same work. Exceptions are results like
any other. The exit status is 2 when there is nothing to call.
Limits: an input whose first call takes about as long as the bound may be in one run and not in another.
"""
import contextlib
import inspect
import io
import os
import signal
import sys

from velox_runtime import generate, load, safepickle

_INPUTS = 48
_ROUNDS = 40
_SEED = 20240
_CALL_BOUND_S = 0.05


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


def _quick_inputs(unit):
    """Inputs whose call ends soon. None at all when every call raises: then the annotations do not tell what is wanted."""
    quick, worked = [], False
    for _, _, data in generate.made_for(unit, _INPUTS, _SEED):
        signal.setitimer(signal.ITIMER_REAL, _CALL_BOUND_S)
        try:
            worked = _call(unit, data) or worked
            quick.append(data)
        except _TooLong:
            pass
        except SystemExit:
            pass
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    return quick if worked else []


def _units(module, wanted):
    for name in wanted or _names(module):
        try:
            unit = load.find_unit(module, name)
        except load.LoadError:
            continue
        if unit.consume in ("function", "generator", "coroutine"):
            yield unit


def main(argv):
    """The exit status."""
    if len(argv) < 2:
        sys.stderr.write("usage: hinted_calls.py FILE MODULE [QUALNAME...]\n")
        return 2
    file, name, wanted = os.path.abspath(argv[0]), argv[1], argv[2:]
    module = load.import_module(file, name, False)
    signal.signal(signal.SIGALRM, _on_alarm)
    plan = []
    with contextlib.redirect_stdout(io.StringIO()):
        for unit in _units(module, wanted):
            plan += [(unit, data) for data in _quick_inputs(unit)]
        for _ in range(_ROUNDS):
            for unit, data in plan:
                _call(unit, data)
    if not plan:
        sys.stderr.write("hinted_calls.py: no annotated function of %s can be called\n" % file)
        return 2
    print("%d calls" % (_ROUNDS * len(plan)))
    return 0
