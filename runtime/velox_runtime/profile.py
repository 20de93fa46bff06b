# SPDX-License-Identifier: Apache-2.0
"""A sampling profiler that charges CPU time to functions and lines of the project.

Problem: a sample must carry the cost it stands for. Python runs signal handlers between bytecodes, so a long C call
yields one late signal, and threads share one CPU timer.
Idea: the timer only says *when* to look; the weight is what the clock of the thread in question has advanced since its
last look. The main thread is looked at from SIGPROF. When the program starts threads, a thread of ours (unknown to
`threading`) reads their stacks and their own CPU clocks, whose ids the threads themselves leave at their start.
Limits: from 3.11 on signals are only seen at calls of C functions, function entries and backward jumps, so an
expensive operator directly before `return` is charged to the caller. Threads that live shorter than one
look are not seen; threads started by C code neither.
"""
import _thread
import os
import resource
import signal
import sys
import time

from velox_runtime import codetree, outfile, project

_MAX_STACKS = 20000
_FIRST_SNAPSHOT_S = 0.25
_LONGEST_SNAPSHOT_GAP_S = 4.0

_thread_time, _process_time, _monotonic = time.thread_time, time.process_time, time.monotonic
_clock_gettime, _sleep, _get_ident = time.clock_gettime, time.sleep, _thread.get_ident
_current_frames = sys._current_frames


class _Samples:
    """What was seen so far. Keys are ids of code objects, which `codes` keeps alive so that ids stay unique."""

    def __init__(self):
        self.codes = {}     # id(code) -> (code, file of the owner or None)
        self.stacks = {}    # ids of the project's code on the stack, innermost first -> seconds
        self.lines = {}     # (id, line) -> seconds
        self.count = 0
        self.outside = 0.0  # seconds with no frame of the project on the stack

    def add(self, frame, seconds):
        """Charges `seconds` to the stack that ends in `frame`."""
        self.count += 1
        codes = self.codes
        stack = {}
        line = 0
        while frame is not None:
            code = frame.f_code
            key = id(code)
            entry = codes.get(key)
            if entry is None:
                entry = codes[key] = (code, project.owner_path(code.co_filename))
            if entry[1] is not None:
                if not stack:
                    line = frame.f_lineno or code.co_firstlineno
                stack[key] = None
            frame = frame.f_back
        if not stack:
            self.outside += seconds
            return
        ids = tuple(stack)
        if ids not in self.stacks and len(self.stacks) >= _MAX_STACKS:
            ids = ids[:1]
        self.stacks[ids] = self.stacks.get(ids, 0.0) + seconds
        place = (ids[0], line)
        self.lines[place] = self.lines.get(place, 0.0) + seconds


class _Profile:
    def __init__(self, interval_s):
        self.interval_s = interval_s
        self.main = None
        self.clean()

    def clean(self):
        self.samples = _Samples()
        self.wall_start = _monotonic()
        self.cpu_start = 0.0
        self.last = _thread_time()
        self.busy = False
        self.threads = {}  # ident -> [clock id, CPU seconds at the last look]
        self.sampling = False
        self.next_snapshot = _FIRST_SNAPSHOT_S

    def on_signal(self, number, frame):
        """SIGPROF in the main thread."""
        if self.busy:
            return
        self.busy = True
        try:
            now = _thread_time()
            if now > self.last:
                self.samples.add(frame, now - self.last)
            self.find_main()
            if now > self.next_snapshot:
                self.write()
                self.next_snapshot = now + min(now, _LONGEST_SNAPSHOT_GAP_S)
        except BaseException as error:
            outfile.note_error("profile sample", error)
        finally:
            self.last = _thread_time()
            self.busy = False

    def look_at_threads(self):
        """Body of the sampling thread."""
        try:
            while self.sampling:
                _sleep(self.interval_s)
                frames = _current_frames()
                for ident, entry in list(self.threads.items()):
                    self._look_at(entry, frames.get(ident))
                del frames
                if not self.threads:
                    self.sampling = False
                    if self.threads:  # one began between the two lines; its own start may have missed us
                        self.sampling = True
        except BaseException as error:
            outfile.note_error("profile thread", error)
            self.sampling = False

    def _look_at(self, entry, frame):
        try:
            now = _clock_gettime(entry[0])
        except OSError:  # the thread ended between two looks
            return
        if frame is not None and now > entry[1]:
            self.samples.add(frame, now - entry[1])
        entry[1] = now

    def ensure_sampler(self, start_thread):
        if not self.sampling:
            self.sampling = True
            start_thread(self.look_at_threads, ())

    def find_main(self):
        """The main program's file in the project, or None. Its module forgets `__file__` when it has run."""
        if self.main is None:
            module = sys.modules.get("__main__")
            argv = getattr(sys, "argv", None) or [""]
            file = (getattr(module, "__file__", None) or getattr(getattr(module, "__spec__", None), "origin", None)
                    or (argv[0] if argv[0].endswith(".py") else None))
            self.main = project.owner_path(file) if file else None
        return self.main

    def result(self):
        owned = _by_owner(self.samples)
        functions = [
            {"file": key[0], "line": key[1], "qualname": key[2], "own_s": round(entry["own"], 6),
             "cumulative_s": round(entry["cumulative"], 6),
             "lines": {str(line): round(cost, 6) for line, cost in sorted(entry["lines"].items())}}
            for key, entry in owned.items()]
        functions.sort(key=lambda function: (-function["own_s"], -function["cumulative_s"]))
        main = self.find_main()
        return {"schema": "velox.profile-raw/1", "python": sys.version.split()[0], "pid": os.getpid(),
                "argv": list(getattr(sys, "argv", None) or []),
                "interval_us": int(self.interval_s * 1e6), "wall_s": round(_monotonic() - self.wall_start, 6),
                "cpu_s": round(_process_time() - self.cpu_start, 6),
                "peak_rss_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
                "samples": self.samples.count, "outside_s": round(self.samples.outside, 6), "functions": functions,
                "imported": _imported_files(main), "main": main}

    def write(self):
        outfile.write_atomic("profile.%d.json" % os.getpid(), outfile.to_json(self.result()).encode("ascii"))


def _imported_files(main):
    found = {main} if main else set()
    for module in list(sys.modules.values()):
        try:
            path = project.owner_path(module.__file__)
        except Exception:
            continue
        if path is not None:
            found.add(path)
    return sorted(found)


def _by_owner(samples):
    """Folds comprehensions and lambdas into their functions: (file, line, qualname) -> own, cumulative, lines."""
    trees, owners, result = {}, {}, {}

    def owner_of(key):
        if key not in owners:
            code, path = samples.codes[key]
            if path not in trees:
                trees[path] = codetree.owners_of(code.co_filename)
            owners[key] = (path,) + codetree.owner(code, trees[path])
        return owners[key]

    def entry_of(key):
        return result.setdefault(owner_of(key), {"own": 0.0, "cumulative": 0.0, "lines": {}})

    for ids, seconds in list(samples.stacks.items()):
        entry_of(ids[0])["own"] += seconds
        for name in dict.fromkeys(owner_of(key) for key in ids):
            result.setdefault(name, {"own": 0.0, "cumulative": 0.0, "lines": {}})["cumulative"] += seconds
    for (key, line), seconds in list(samples.lines.items()):
        lines = entry_of(key)["lines"]
        lines[line] = lines.get(line, 0.0) + seconds
    return result


_profile = None
_start_thread = _thread.start_new_thread


def _entered(function, args, kwargs):
    """Runs in each new thread: leaves its CPU clock for the sampler, which may use it even after the thread ended."""
    ident = _get_ident()
    try:
        clock = time.pthread_getcpuclockid(ident)
        _profile.threads[ident] = [clock, _clock_gettime(clock)]
        _profile.ensure_sampler(_start_thread)
    except BaseException as error:
        outfile.note_error("profile thread start", error)
    try:
        return function(*args, **kwargs)
    finally:
        _profile.threads.pop(ident, None)


def _watch_threads():
    """Replaces the functions that start threads, also where `threading` has taken them already."""
    original_new = _thread.start_new_thread

    def start_new_thread(function, args, kwargs={}):
        return original_new(_entered, (function, args, kwargs))

    replaced = {"start_new_thread": start_new_thread, "start_new": start_new_thread}
    original_joinable = getattr(_thread, "start_joinable_thread", None)
    if original_joinable is not None:

        def start_joinable_thread(function, *args, **kwargs):
            return original_joinable(lambda: _entered(function, (), {}), *args, **kwargs)

        replaced["start_joinable_thread"] = start_joinable_thread
    threading = sys.modules.get("threading")
    for name, function in replaced.items():
        if hasattr(_thread, name):
            setattr(_thread, name, function)
        if threading is not None and hasattr(threading, "_" + name):
            setattr(threading, "_" + name, function)


def _arm(interval_s):
    signal.signal(signal.SIGPROF, _profile.on_signal)
    signal.siginterrupt(signal.SIGPROF, False)
    signal.setitimer(signal.ITIMER_PROF, interval_s, interval_s)


def start():
    """Starts sampling in this process."""
    global _profile
    interval_s = max(50, int(os.environ.get("VELOX_INTERVAL_US") or 1000)) / 1e6
    _profile = _Profile(interval_s)
    _watch_threads()
    _arm(interval_s)


def restart_in_child():
    """After fork: the parent's samples are the parent's; timers are not inherited."""
    _profile.clean()
    _profile.cpu_start = _process_time()
    _arm(_profile.interval_s)


def finish():
    """Stops sampling and writes the result."""
    signal.setitimer(signal.ITIMER_PROF, 0)
    _profile.sampling = False
    _profile.write()
