# SPDX-License-Identifier: Apache-2.0
"""Ends the process when a unit's module reaches for the frames and objects of who calls it.

Problem: the unit shares its process with the helper. Code that gets hold of a helper's frame can read which calls are kept
and put loops of its own in place of ours; nothing that the helper says afterwards is worth anything.
Idea: an audit hook (PEP 578), which Python code can't take away again. Where a watched file, or the standard library on
its behalf, however many calls deep, asks for a frame, for all objects, for raw memory or for forged code, the worker ends;
for the judge a side that gives no answer is different (B) or can only be judged by whole runs (A). Watched are the unit's
file and others of the change, code made from text, and files that were written after the start. Signal handlers get no frame, and what of the
helper's Python hands out (`opaque`) leads to no globals.
Limits: the standard library's own uses (named tuples, logging, formatting of tracebacks) pass as long as the functions
that they hand frames to are its own. C extensions are not seen. From CPython 3.12 on `id` is audited too and costs some
50 ns more, on both sides.
"""
import _imp
import _signal
import os
import sys
import time
from functools import _lru_cache_wrapper

_HOOKS = frozenset(("sys.settrace", "sys.setprofile"))  # what they are given is called with frames
_EVENTS = frozenset(("sys._getframe", "sys._current_frames", "sys._getframemodulename", "sys._current_exceptions",
                     "gc.get_objects", "gc.get_referrers", "gc.get_referents", "code.__new__", "compile", "sys.addaudithook",
                     "object.__getattr__", "object.__setattr__", "exec", "import")) | _HOOKS
_FRAMES = frozenset(("tb_frame", "gi_frame", "cr_frame", "ag_frame"))
_CODE = frozenset(("__code__", "__defaults__", "__kwdefaults__"))
_WHOLE = frozenset(("_signal", "_imp", "_testcapi", "_testinternalcapi", "_testlimitedcapi"))  # nobody needs these anew
# Functions of the standard library that keep the frames they ask for, and those they pass frames on to.
_HARMLESS = {"collections/__init__.py": (), "enum.py": (), "typing.py": (), "dataclasses.py": (),
             "traceback.py": ("walk_stack", "walk_tb", "StackSummary", "linecache"), "warnings.py": ("_is_internal_frame", "_next_external_frame"),
             "logging/__init__.py": ("_is_internal_frame",)}
STATUS = 86


def opaque(function):
    """A callable of C that calls `function` and has no attribute that leads to it or to its globals."""
    return _lru_cache_wrapper(function, 0, False, tuple)


def install(files):
    """Watches code of `files`, and code from elsewhere than files, for the rest of the process."""
    frame_of, end, own, library = sys._getframe, os._exit, os.path.dirname(__file__) + "/", os.path.dirname(os.__file__) + "/"
    events, frames, codes, harmless, hooks, whole = _EVENTS, _FRAMES, _CODE, _HARMLESS, _HOOKS, _WHOLE
    busy, watched, known, started = [], set(files), set(), time.time_ns()
    status_of, function_type = os.stat, type(opaque)

    def ours(name):
        return name in watched or name[:1] == "<" and not name.startswith("<frozen")

    def is_kept(frame):
        """Whether the standard library asks for a frame that it hands to none but its own functions."""
        passed_on = harmless.get(frame.f_code.co_filename[len(library):])
        if passed_on is None:
            return False
        if frame.f_code.co_name.startswith("walk_") or frame.f_code.co_name in ("currentframe", "<lambda>"):
            frame = frame.f_back
            if frame is None or not frame.f_code.co_filename.startswith(library):
                return False
        names = frame.f_globals
        for name in passed_on:
            value = names.get(name)
            code = getattr(value, "__code__", None)
            if type(value) is function_type and not code.co_filename.startswith(library):
                return False
            if value is not None and type(value) is not function_type and getattr(value, "__module__", getattr(value, "__name__", "")) not in ("traceback", "linecache"):
                return False
        return True

    def reaches(event):
        """Whether the frame that raised the event belongs to watched code, or to the standard library on its behalf."""
        frame = frame_of(2)
        if frame.f_code.co_filename.startswith(library) and event not in hooks and is_kept(frame):
            return False
        while frame is not None:
            name = frame.f_code.co_filename
            if ours(name):
                return True
            if name.startswith("<frozen") and event in hooks:
                frame = frame.f_back
                continue
            if not name.startswith(library) or name.startswith("site-packages/", len(library)):
                return False
            frame = frame.f_back
        return False

    def is_event(event, args):
        if event == "object.__getattr__":
            return args[1] in frames
        if event == "object.__setattr__":
            return args[1] in codes and getattr(getattr(args[0], "__code__", None), "co_filename", "").startswith(own)
        if event == "compile":
            name = str(args[1])
            return name[:1] != "<" or name.startswith("<frozen")
        if event == "import":
            return args[0] in whole
        return True

    def note(code):
        """A file that was written after the start is as good as text."""
        name = getattr(code, "co_filename", "<")
        if name in known or name[:1] == "<" or name.startswith(library):
            return
        known.add(name)
        try:
            if status_of(name).st_ctime_ns >= started:
                watched.add(name)
        except OSError:
            watched.add(name)

    def hook(event, args):
        if event not in events and event[:7] != "ctypes." or busy:
            return
        busy.append(event)
        try:
            if event == "exec":
                note(args[0])
            elif is_event(event, args) and reaches(event):
                end(STATUS)
        finally:
            busy.pop()

    _give_handlers_no_frame(end)
    sys.addaudithook(hook)


def _give_handlers_no_frame(end):
    """Puts a `signal` in place whose handlers are called with None for the frame that they interrupt."""
    real, default, create, refused = _signal.signal, _signal.default_int_handler, _imp.create_builtin, _WHOLE
    made = {}

    def signal(number, handler):
        if callable(handler) and handler is not default and id(handler) not in made:
            given = handler
            handler = opaque(lambda number, frame: given(number, None))
            handler.__qualname__ = getattr(given, "__qualname__", type(given).__qualname__)
            made[id(handler)] = handler
        return real(number, handler)

    def create_builtin(spec):
        if spec.name in refused:
            end(STATUS)
        return create(spec)

    _signal.signal, _imp.create_builtin = opaque(signal), opaque(create_builtin)
