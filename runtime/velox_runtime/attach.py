# SPDX-License-Identifier: Apache-2.0
"""Starts a mode and makes sure that its results are written however the process ends.

A process ends by falling off its end (atexit), os._exit (multiprocessing's forked children), exec, or SIGTERM
(multiprocessing.Pool.terminate). Only SIGKILL and crashes lose what was not written before.
"""
import atexit
import os
import signal
import sys

from velox_runtime import outfile


def start(mode):
    """Starts `profile` or `capture`. Raises ValueError for a mode that does not exist."""
    if mode == "profile":
        from velox_runtime import profile as chosen
    elif mode == "capture":
        from velox_runtime import capture as chosen
    else:
        raise ValueError("VELOX_MODE is %r; known are 'profile' and 'capture'" % mode)
    chosen.start()
    _at_every_end(_quiet(chosen.finish))
    os.register_at_fork(after_in_child=_quiet(chosen.restart_in_child))


def give_room(times, more):
    """Raises the recursion limit by what the helper's own frames take; the program sees the limit that it set."""
    set_limit, get_limit = sys.setrecursionlimit, sys.getrecursionlimit
    shown = [get_limit()]

    def setrecursionlimit(limit):
        wanted = limit * times + more if isinstance(limit, int) and 0 < limit < 2 ** 30 else limit
        set_limit(wanted)
        shown[0] = limit

    def getrecursionlimit():
        return shown[0]

    sys.setrecursionlimit, sys.getrecursionlimit = setrecursionlimit, getrecursionlimit
    setrecursionlimit(shown[0])


def _quiet(action):
    def run():
        try:
            action()
        except BaseException as error:
            outfile.note_error(action.__name__, error)

    return run


def _at_every_end(finish):
    atexit.register(finish)
    os._exit = _before(os._exit, finish)
    os.execv = _before(os.execv, finish)
    os.execve = _before(os.execve, finish)
    if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        _finish_on_term(finish)


def _before(original, finish):
    def replaced(*args, **kwargs):
        finish()
        return original(*args, **kwargs)

    replaced.__name__ = replaced.__qualname__ = original.__name__
    replaced.__doc__ = original.__doc__
    return replaced


def _finish_on_term(finish):
    kill, getpid, set_handler = os.kill, os.getpid, signal.signal

    def on_term(number, frame):
        finish()
        set_handler(number, signal.SIG_DFL)
        kill(getpid(), number)

    set_handler(signal.SIGTERM, on_term)
