# SPDX-License-Identifier: Apache-2.0
"""Ends the process when a unit's module reaches for the frames and objects of who calls it.

Problem: the unit shares its process with the helper. Code that gets hold of a helper's frame can read which calls are kept
and put loops of its own in place of ours; nothing that the helper says afterwards is worth anything.
Idea: an audit hook (PEP 578), which Python code can't take away again. Where the unit's own file, or a function of the
standard library called by it, asks for a frame, for all objects, for raw memory or for forged code, the worker ends; for
the judge a side that gives no answer is different (B) or can only be judged by whole runs (A).
Limits: the standard library's own uses (named tuples, logging, formatting of tracebacks) pass, so a standard function that
calls back from deep within could still be a way. C extensions are not seen. From CPython 3.12 on `id` is audited too and
costs some 50 ns more, on both sides.
"""
import os
import sys

_EVENTS = frozenset(("sys._getframe", "sys._current_frames", "sys._getframemodulename", "sys._current_exceptions",
                     "gc.get_objects", "gc.get_referrers", "gc.get_referents", "code.__new__", "compile", "sys.addaudithook",
                     "object.__getattr__"))
_FRAMES = frozenset(("tb_frame", "gi_frame", "cr_frame", "ag_frame"))
_HARMLESS = frozenset(("collections/__init__.py", "enum.py", "typing.py", "dataclasses.py", "traceback.py",
                       "warnings.py"))  # they hand no frame out, but for traceback's walk_*
STATUS = 86


def install(unit_file):
    """Watches code whose file is `unit_file` for the rest of the process."""
    frame_of, end, library = sys._getframe, os._exit, os.path.dirname(os.__file__) + "/"
    events, frames, harmless, busy = _EVENTS, _FRAMES, _HARMLESS, []

    def ours(name):
        return name == unit_file or name[:1] == "<" and not name.startswith("<frozen")

    def reaches(frame):
        name = frame.f_code.co_filename
        if ours(name):
            return True
        if not name.startswith(library) or frame.f_back is None:
            return False
        if name[len(library):] in harmless and not frame.f_code.co_name.startswith("walk_"):
            return False
        return ours(frame.f_back.f_code.co_filename)

    def hook(event, args):
        if event not in events and event[:7] != "ctypes." or busy:
            return
        if event == "object.__getattr__" and args[1] not in frames:
            return
        if event == "compile" and str(args[1])[:1] == "<":
            return
        busy.append(event)
        try:
            if reaches(frame_of(1)):
                end(STATUS)
        finally:
            busy.pop()

    sys.addaudithook(hook)
