# SPDX-License-Identifier: Apache-2.0
"""Runs a changed copy of the loaded unit's body on inputs, without a new worker.

Problem: whether inputs tell changed copies of a unit apart takes tens of copies, and a worker each is far too slow.
Idea: each copy runs in a fork of the worker, in which the raw function's code object has been exchanged. Module, classes and
pickled inputs stay the same objects; whatever the copy spoils, hangs in, or fills a cache with, ends with the fork. The
original is observed in such a fork as well, so that this process never calls the unit.
Limits: defaults and decorators are outside of the code object, so changes there are not seen; threads that the module
started do not live on in a fork (the copy then hangs, as the original does: such inputs have no answer to compare with).
"""
import json
import os
import select
import signal
import time
import types


_TIMED_OUT = ('"bounds":["timeout"]', '"bounds":["output","timeout"]')


class CopyError(Exception):
    """The copy cannot be put in the place of the unit."""


def code_of(source, file, raw):
    """The code object of `raw` in another text of its file. Raises CopyError."""
    original = getattr(raw, "__code__", None)
    if not isinstance(raw, types.FunctionType):
        raise CopyError("the unit is no Python function")
    try:
        found = compile(source, file, "exec", dont_inherit=True)
    except (SyntaxError, ValueError) as error:
        raise CopyError("it does not compile: %s" % error)
    for name in raw.__qualname__.split("."):
        found = _inside(found, name, original.co_firstlineno)
        if found is None:
            raise CopyError("the unit is not in this text")
    if found.co_freevars != original.co_freevars:
        raise CopyError("it uses other variables of its surroundings")
    return found


def _inside(code, name, line):
    """The code object named `name` in `code`: of several, that which starts at the line, or the last before it."""
    named = [each for each in code.co_consts if isinstance(each, types.CodeType) and each.co_name == name]
    before = [each for each in named if each.co_firstlineno <= line]
    return max(before, key=lambda each: each.co_firstlineno) if before else None


def same_code(one, other):
    """Whether two code objects do the same: all but where they stand in the text is equal."""
    return _behaviour(one) == _behaviour(other)


def _behaviour(code):
    consts = tuple(_behaviour(each) if isinstance(each, types.CodeType) else (type(each), repr(each))
                   for each in code.co_consts)
    return (code.co_code, consts, code.co_names, code.co_varnames, code.co_freevars, code.co_cellvars, code.co_flags,
            code.co_argcount, code.co_kwonlyargcount, getattr(code, "co_exceptiontable", b""))


def run(observer, raw, code, inputs, seed, timeout_s, expected):
    """Digests of the inputs' observations up to the first that is not the expected one, and how the run ended.

    inputs: [(name, pickle)]; code: None for the original; expected: digests, or [] to go through all of them.
    Returns {ended, digests, seconds}: ended is done, differs, timeout or died.
    """
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        _serve(observer, raw, code, inputs, seed, timeout_s, expected, read, write)
    os.close(write)
    text, in_time = _read_until(read, time.monotonic() + timeout_s)
    os.close(read)
    try:
        os.kill(child, signal.SIGKILL)
    except ProcessLookupError:
        pass
    os.waitpid(child, 0)
    lines = [json.loads(line) for line in text.split(b"\n")[:-1]]
    found = {"digests": [line[0] for line in lines if len(line) == 2], "seconds": [line[1] for line in lines if len(line) == 2]}
    last = lines[-1][0] if lines and len(lines[-1]) == 1 else None
    found["ended"] = last or ("died" if in_time else "timeout")
    return found


def _serve(observer, raw, code, inputs, seed, timeout_s, expected, read, write):
    """The fork's whole life: a line of JSON for each input, and one that says how it ended."""
    try:
        os.close(read)
        observer.pid = os.getpid()
        if code is not None:
            raw.__code__ = code
        ended = "done"
        for index, (name, data) in enumerate(inputs):
            head, text = observer.observe(name, data, seed, timeout_s)
            if any(mark in text for mark in _TIMED_OUT):  # slow, which on a busy machine need not be the copy's fault
                ended = "timeout"
                break
            _write(write, [head["digest"], max(head["wall_ns"], head["cpu_ns"]) * 1e-9])
            if index < len(expected) and head["digest"] != expected[index]:
                ended = "differs"
                break
        _write(write, [ended])
    finally:
        os._exit(0)


def _write(fd, value):
    os.write(fd, json.dumps(value).encode("ascii") + b"\n")


def _read_until(fd, deadline):
    """(bytes up to the end of the stream, True), or (what there was, False) at the deadline."""
    text = b""
    while True:
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([fd], [], [], left)[0]:
            return text, False
        part = os.read(fd, 65536)
        if not part:
            return text, True
        text += part
