# SPDX-License-Identifier: Apache-2.0
"""Records calls of units: counts, callers, types, tests, and the frozen arguments of a sample of the calls.

Problem: a unit may be called millions of times, recursively, from threads and as a generator, and the program must behave
as it does without us.
Idea: a wrapper counts with one C call (`next` of itertools.count is atomic) and goes the long way only for calls that
are *looked at*: all of the sequence first, then as many as the budget of time allows, and the first one in each test.
A looked-at call stands for the calls since the last look.
Limits: arguments of a generator, coroutine or async generator are frozen when its body starts. A wrapper is one more
frame, so the recursion limit is doubled. Code that looks at its caller with sys._getframe sees the wrapper.
"""
import _thread
import itertools
import os
import sys
import time

from velox_runtime import attach, facts, observed_tests, outfile, project, safepickle, shape, stratify, wrappers

_LOOK_SHARE = 0.15  # of the time that passes, what looking may cost
_FREE_S = 0.2       # what looking at one unit may cost before that share is minded
_SEQUENCE_S = 0.5   # what the sequence of one unit may cost
_FRAME_LOOKS = 24    # calls at the end of which local variables are looked at: the first ones and, more and more rarely, later ones
_FRAMES_PER_LOOK = 16
_EVENTS_PER_LOOK = 100000  # calls and returns of anything in the meantime: some 20 ms
_MAX_CALLERS = 200
_MAX_TESTS = 2000

_clock, _get_ident, _get_frame, _getpid = time.perf_counter, _thread.get_ident, sys._getframe, os.getpid
_request = None
_units = {}
_all_looking = [0.0]  # seconds spent on looks at all units: no part of what a call took
_looking = set()  # threads that are inside the helper: what pickling calls is not a call of the program


class Unit:
    """Everything known about one unit in this process. Shared by all function objects that its `def` makes."""

    def __init__(self, ident, request, function, kind):
        self.ident, self.kind = ident, kind
        self.limits = request
        self.code = function.__code__
        self.state_names = _state_names(function)
        self.positional, self.keyword, self.star, self.double_star = _parameters(self.code)
        self.counter = itertools.count()
        self.tick = self.counter.__next__
        self.active = set()
        self.clean()

    def clean(self):
        """Forgets everything seen; the counter goes on, since wrappers hold it."""
        self.base = self.ticks()
        self.next_look, self.last_end = 0, self.base
        self.lock = _thread.allocate_lock()
        self.active.clear()
        self.ignored, self.nested_looks, self.looked = 0, 0, 0
        self.seconds, self.raised, self.spent_looking = 0.0, 0, 0.0
        self.threads, self.tests, self.callers = set(), {}, {}
        self.not_replayable, self.not_replayable_calls = None, 0
        self.facts = facts.CallFacts(self.positional, self.keyword, self.star, self.double_star)
        self.frames, self.frame_looks, self.next_frame_look = facts.FrameFacts(self.code), 0, 0
        self.kept = stratify.Kept(self.limits.get("max_calls", 64), self.limits.get("max_bytes", 32000000),
                                  self.limits.get("sequence_calls", 2000))

    def ticks(self):
        """Reads the counter without advancing it."""
        return int(repr(self.counter)[6:-1])

    def calls(self):
        """Calls of the program so far."""
        return self.ticks() - self.base - self.ignored

    def begin(self, n, args, kwargs, function):
        """Looks at call number `n` before it runs. None when it is nested or not of the program."""
        me = _get_ident()
        if me in _looking:
            self.ignored += 1
            return None
        _looking.add(me)
        started = _clock()
        try:
            caller = _outside_wrappers(_get_frame(2))
            if self._is_nested(caller):
                self._after_nested(n)
                return None
            return self._look(n, args, kwargs, caller, function, started)
        except BaseException as error:
            outfile.note_error("capture begin", error)
            self.next_look = n + 1000
            return None
        finally:
            _looking.discard(me)

    def _is_nested(self, frame):
        code = self.code
        while frame is not None:
            if frame.f_code is code:
                return True
            frame = frame.f_back
        return False

    def _after_nested(self, n):
        self.nested_looks += 1
        if self.nested_looks > 1000 and not self.kept.sequence_open:
            self.next_look = n + 1 + self.nested_looks // 16
        self.last_end = n + 1

    def _look(self, n, args, kwargs, caller, function, started):
        weight = max(1, n + 1 - self.last_end)
        self.looked += 1
        self.threads.add(_get_ident())
        self._count_caller(caller, weight)
        self.facts.add_arguments(args, kwargs, weight)
        test = observed_tests.current()
        if test and len(self.tests) < _MAX_TESTS:
            self.tests[test] = None
        record = self._freeze(n, args, kwargs)
        state = _state_of(function, self.state_names) if record is not None else None
        self.active.add(_get_ident())
        watch = self._watch_frames()
        now = _clock()
        return _Look(n, weight, record, state, now - started, now, function, watch)

    def _watch_frames(self):
        """Has the interpreter tell when this call returns; None when it need not, or when somebody else listens already."""
        if self.kind != "function" or self.looked <= self.next_frame_look or self.frame_looks >= _FRAME_LOOKS:
            return None
        others = sys.getprofile()
        if others is not None and type(others) is not _Watch:
            return None
        self.frame_looks += 1
        self.next_frame_look = self.looked + self.looked // 4
        watch = _Watch(self.code, self.frames, others)
        sys.setprofile(watch)
        return watch

    def _count_caller(self, frame, weight):
        if frame is None:
            return
        path = project.owner_path(frame.f_code.co_filename) or frame.f_code.co_filename
        place = "%s:%s" % (path, frame.f_lineno)
        if place in self.callers or len(self.callers) < _MAX_CALLERS:
            self.callers[place] = self.callers.get(place, 0) + weight

    def _freeze(self, n, args, kwargs):
        size = shape.size_of_call(args, kwargs)
        with self.lock:
            wanted, admitted = self.kept.wants(size)
        if not wanted:
            return None
        try:
            data = safepickle.freeze((args, kwargs), self.limits.get("max_bytes_per_call", 1000000))
        except safepickle.NotReplayable as error:
            self.kept.close_sequence()
            self.not_replayable_calls += 1
            if self.not_replayable is None:
                self.not_replayable = self._why(args, kwargs, error)
            return None
        with self.lock:
            return self.kept.add(n - self.base, data, size, admitted)

    def _why(self, args, kwargs, error):
        """Names the argument that is to blame, if it is one."""
        if not isinstance(error, safepickle.TooLarge):
            named = list(zip(self.positional, args)) + list(kwargs.items())
            for name, value in named:
                try:
                    safepickle.freeze(value, self.limits.get("max_bytes_per_call", 1000000))
                except safepickle.NotReplayable as cause:
                    return "argument '%s' (%s) cannot be recorded: %s" % (name, shape.type_name(value), cause)
        return str(error)

    def end(self, look, result, error):
        """Notes how a looked-at call ended."""
        if look.watch is not None:
            look.watch.stop()
        me = _get_ident()
        now = _clock()
        self.active.discard(me)
        _looking.add(me)
        try:
            spent = max(0.0, now - look.started - (_all_looking[0] - look.looking_before))
            self.seconds += spent * look.weight
            if error is not None:
                self.raised += look.weight
            elif look.has_result:
                self.facts.returned.add(result, look.weight)
            if look.record is not None:
                if error is not None:
                    look.record.exception = shape.type_name(error)
                look.record.module_state = look.state != _state_of(look.function, self.state_names)
            self._plan_next(look, spent, look.cost + _clock() - now)
        except BaseException as problem:
            outfile.note_error("capture end", problem)
        finally:
            _looking.discard(me)

    def _plan_next(self, look, spent, cost):
        done = self.ticks()
        self.last_end = max(self.last_end, done)
        self.spent_looking += cost
        _all_looking[0] += cost
        if self.spent_looking > _SEQUENCE_S:
            self.kept.close_sequence()
        if self.kept.sequence_open or self.spent_looking < _FREE_S:
            return
        per_call = max(spent / max(1, done - look.n), 1e-8)
        gap = cost / _LOOK_SHARE / per_call
        self.next_look = done + int(min(gap, 100000 + done // 4))

    def result(self, calls_file):
        pieces, records, offset = [], [], 0
        for record in self.kept.records():
            records.append({"seq": record.seq, "bytes": len(record.data), "size": record.size, "offset": offset,
                            "in_sequence": record.in_sequence, "sample": record.sample, "exception": record.exception,
                            "module_state": record.module_state})
            pieces.append(record.data)
            offset += len(record.data)
        why = self.not_replayable
        if why is not None:
            why = "%s; %d of %d calls looked at" % (why, self.not_replayable_calls, self.looked)
        return b"".join(pieces), {
            "calls": self.calls(), "looked": self.looked, "threads": len(self.threads), "raised": self.raised,
            "seconds": round(self.seconds, 6), "calls_file": calls_file, "tests": list(self.tests),
            "callers": self.callers, "kind": self.kind, "not_replayable": why,
            "repeated": self.kept.repeated(),
            "not_replayable_calls": self.not_replayable_calls, "params": self.facts.result(),
            "locals": self.frames.result(),
            "returns": self.facts.returned.result(), "records": records}


class _Look:
    __slots__ = ("n", "weight", "record", "state", "cost", "started", "function", "has_result", "looking_before", "watch")

    def __init__(self, n, weight, record, state, cost, started, function, watch):
        self.n, self.weight, self.record, self.state = n, weight, record, state
        self.cost, self.started, self.function = cost, started, function
        self.has_result, self.looking_before, self.watch = True, _all_looking[0], watch


class _Watch:
    """A profile function that looks at the frames of one unit when they end. It gives up in calls that take long."""

    __slots__ = ("code", "frames", "others", "left", "events")

    def __init__(self, code, frames, others):
        self.code, self.frames, self.others = code, frames, others
        self.left, self.events = _FRAMES_PER_LOOK, _EVENTS_PER_LOOK

    def __call__(self, frame, event, argument):
        self.events -= 1
        if event == "return" and frame.f_code is self.code and self.left:
            self.left -= 1
            try:
                self.frames.add(frame.f_locals)
            except BaseException as error:
                self.left = 0
                outfile.note_error("capture frame", error)
        if self.events <= 0:
            self.stop()

    def stop(self):
        if sys.getprofile() is self:
            sys.setprofile(self.others)


def _outside_wrappers(frame):
    while frame is not None and frame.f_code.co_filename == wrappers.FILENAME:
        frame = frame.f_back
    return frame


def _parameters(code):
    """(positional names, keyword-only names, name of *args or None, name of **kwargs or None)"""
    names = code.co_varnames
    positional = code.co_argcount
    after = positional + code.co_kwonlyargcount
    star = double_star = None
    if code.co_flags & 0x04:
        star, after_star = names[after], after + 1
    else:
        after_star = after
    if code.co_flags & 0x08:
        double_star = names[after_star]
    return list(names[:positional]), list(names[positional:after]), star, double_star


def _state_names(function):
    """Names of the module's data that the unit's own code mentions."""
    found = []
    for name in function.__code__.co_names:
        value = function.__globals__.get(name, _state_names)
        if not callable(value) and type(value).__name__ != "module":
            found.append(name)
    return found


def _state_of(function, names):
    """A cheap fingerprint of module data and closure cells: identity and length."""
    values = [function.__globals__.get(name) for name in names]
    for cell in function.__closure__ or ():
        try:
            values.append(cell.cell_contents)
        except ValueError:
            values.append(None)
    return [(id(value), shape.length(value)) for value in values]


def unit(ident):
    """The decorator that an edited `def` carries. Gives the function back unchanged where nothing is captured."""

    def decorate(function):
        try:
            if _request is None or ident not in _request.get("units", {}) or not hasattr(function, "__code__"):
                return function
            kind = wrappers.kind_of(function)
            entry = _units.get(ident)
            if entry is None:
                entry = _units[ident] = Unit(ident, _request, function, kind)
            return wrappers.wrap(function, entry, kind)
        except BaseException as error:
            outfile.note_error("capture unit", error)
            return function

    return decorate


def _rearm():
    for entry in list(_units.values()):
        entry.next_look = 0


def start():
    """Reads the request; from now on `unit` wraps."""
    global _request
    with open(os.environ["VELOX_CAPTURE"], "rb") as file:
        text = file.read()
    import json

    _request = json.loads(text)
    observed_tests.watch(_rearm)
    attach.give_room(2, 0)  # each captured call takes two frames


def restart_in_child():
    """After fork: what the parent saw is the parent's."""
    _looking.clear()
    for entry in _units.values():
        entry.clean()


def finish():
    """Writes what was captured; may be called more than once."""
    pid = _getpid()
    units = {}
    for ident, entry in list(_units.items()):
        if not entry.calls():
            continue
        name = "calls.%d.%s.bin" % (pid, _short_hash(ident))
        data, units[ident] = entry.result(name)
        outfile.write_atomic(name, data)
    outfile.write_atomic("capture.%d.json" % pid,
                         outfile.to_json({"schema": "velox.capture/1", "units": units}).encode("ascii"))


def _short_hash(text):
    """FNV-1a, 64 bits: names a file, nothing depends on its strength."""
    value = 0xcbf29ce484222325
    for byte in text.encode("utf-8", "surrogatepass"):
        value = ((value ^ byte) * 0x100000001b3) & 0xffffffffffffffff
    return "%016x" % value
