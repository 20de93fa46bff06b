# SPDX-License-Identifier: Apache-2.0
"""What code can change in its process that speeds calls up or blinds who looks, without showing in any result.

Problem: switching the garbage collector off, a patched clock, a silenced logger or a replaced builtin are no part of what a
call returns, and stay.
Idea: a list of settings as text, and the names of standard functions that are not the ones of the start. The judge
compares both sides' lists after timed runs; what the original does itself is the same on both.
Limits: a setting that is changed and put back within a call is not seen here.
"""
import builtins
import gc
import itertools
import math
import os
import random
import re
import signal
import sys
import time
import warnings

from velox_runtime.output import scrub

_open, _read, _close, _own_pid = os.open, os.read, os.close, os.getpid
_WATCHED = (builtins, gc, itertools, math, os, random, re, signal, sys, time)


def _callables(module):
    return {name: value for name, value in vars(module).items() if callable(value) and not name.startswith("__")}


class Settings:
    """All settings. Knows the standard functions as they were when it was made; make it before the project's code runs."""

    def __init__(self):
        self._before = [(module, _callables(module)) for module in _WATCHED]
        self._import = builtins.__import__
        self._get = {"collector": gc.isenabled, "thresholds": gc.get_threshold, "recursion limit": sys.getrecursionlimit,
                     "switch interval": sys.getswitchinterval, "trace": sys.gettrace, "profile": sys.getprofile,
                     "bytecode": lambda: sys.dont_write_bytecode, "folder": os.getcwd,
                     "warning filters": lambda: [entry[:3:2] for entry in warnings.filters],
                     "logging": _logging, "collector callbacks": lambda: len(gc.callbacks),
                     "signal handlers": _handlers, "timers": lambda: signal.getitimer(signal.ITIMER_REAL)[1],
                     "child processes": _children, "threads": lambda: len(sys._current_frames()), "import hooks": lambda: len(sys.meta_path)}

    def listed(self):
        """[[setting, text]...] of every setting, then the names of replaced functions."""
        found = [[name, scrub(repr(get()))[:1000]] for name, get in sorted(self._get.items())]
        replaced = [] if builtins.__import__ is self._import else ["builtins.__import__"]
        for module, before in self._before:
            now = vars(module)
            replaced += ["%s.%s" % (module.__name__, name) for name, value in before.items() if now.get(name) is not value]
        return found + [["replaced functions", ", ".join(sorted(replaced))]]


def _children():
    """How many processes the main thread has started that still live: work may be left to them."""
    try:
        handle = _open("/proc/self/task/%d/children" % _own_pid(), os.O_RDONLY)
    except OSError:
        return 0
    try:
        return len(_read(handle, 1 << 16).split())
    finally:
        _close(handle)


def _logging():
    """What silences logging: nothing as long as nobody has imported it."""
    logging = sys.modules.get("logging")
    if logging is None or not hasattr(logging, "root"):
        return 0, 30, []
    loggers = [(name, logger.level, logger.disabled, logger.propagate)
               for name, logger in logging.root.manager.loggerDict.items() if isinstance(logger, logging.Logger)]
    return logging.root.manager.disable, logging.root.level, sorted(x for x in loggers if x[1:] != (0, False, True))


def _handlers():
    return [getattr(handler, "__qualname__", repr(handler)) for handler in
            (signal.getsignal(number) for number in range(1, signal.NSIG) if number not in (signal.SIGALRM,))]
