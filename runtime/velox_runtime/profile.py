# SPDX-License-Identifier: Apache-2.0
"""A sampling profiler that charges CPU time to functions and lines of the project.

Problem: a sample must carry the cost it stands for. Python runs signal handlers between bytecodes, so a long C call
yields one late signal, and threads share one CPU timer.
Idea: the timer only says *when* to look; the weight is what the clock of the thread in question has advanced since its
last look. The main thread is looked at from SIGPROF. When the program starts threads, a thread of ours (unknown to
`threading`) reads their stacks and their own CPU clocks, whose ids the threads themselves leave at their start.
Samples of the main thread that Python delivers too late find their owner in bursts.py.
Limits: the timer of the kernel ticks with the kernel (4 ms at 250 Hz) whatever the interval. Threads that live shorter than
one look are not seen; threads started by C code neither; late samples of threads stay where they were seen.
"""
import _thread
import os
import resource
import signal
import sys
import time

from velox_runtime import attach, bursts, codetree, outfile, project

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
        self.lines_before = {}  # (id, offset of an instruction without a line) -> line
        self.count = 0
        self.outside = 0.0  # seconds with no frame of the project on the stack

    def locate(self, frame):
        """(ids of the project's code on the stack, innermost first, and the line of the innermost)."""
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
                    line = frame.f_lineno or self._line_before(code, frame.f_lasti)
                stack[key] = None
            frame = frame.f_back
        return tuple(stack), line

    def _line_before(self, code, offset):
        """The line of the last instruction before `offset` that has one.

        Compilers give none to a jump that several lines share, such as the jump back to the head of a loop that ends in
        an `if`; and that is where the signals of the whole loop are seen (CPython 3.10 and 3.11).
        """
        key = (id(code), offset)
        line = self.lines_before.get(key)
        if line is None:
            line = code.co_firstlineno
            for start, _, known in code.co_lines() if hasattr(code, "co_lines") else ():
                if start > offset:
                    break
                line = known or line
            self.lines_before[key] = line
        return line

    def charge(self, place, seconds):
        """Adds to the cost of a place that `locate` gave."""
        ids, line = place
        if not ids:
            self.outside += seconds
            return
        if ids not in self.stacks and len(self.stacks) >= _MAX_STACKS:
            ids = ids[:1]
        self.stacks[ids] = self.stacks.get(ids, 0.0) + seconds
        key = (ids[0], line)
        self.lines[key] = self.lines.get(key, 0.0) + seconds


class _Profile:
    def __init__(self, interval_s):
        self.interval_s = interval_s
        self.main, self.trees = None, {}
        self.clean()

    def clean(self):
        self.samples = _Samples()
        self.bursts = bursts.Bursts(self.samples)
        self.wall_start = _monotonic()
        self.cpu_start = 0.0
        self.last = _thread_time()
        self.busy = False
        self.threads = {}  # ident -> [clock id, CPU seconds at the last look]
        self.sampling = False
        self.next_snapshot = _FIRST_SNAPSHOT_S

    def on_signal(self, number, frame):
        """SIGPROF in the main thread."""
        if frame is None or self.busy or self.bursts.inside:
            return
        self.busy = True
        try:
            if self.bursts.active:
                self.bursts.tick(frame)
            else:
                self._look_at_main(frame)
        except BaseException as error:
            self.bursts.abandon()
            outfile.note_error("profile sample", error)
        finally:
            self.last = _thread_time()
            self.busy = False
        if not self.bursts.active:
            self.bursts.start(self.last)

    def _look_at_main(self, frame):
        now = _thread_time()
        since = max(self.last, self.bursts.ended)
        if now > since:
            self.samples.count += 1
            self.bursts.add(frame, now - since)
        self.find_main()
        if now > self.next_snapshot:
            self.write(False)
            self.next_snapshot = now + min(now, _LONGEST_SNAPSHOT_GAP_S)

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
            self.samples.count += 1
            self.samples.charge(self.samples.locate(frame), now - entry[1])
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

    def result(self, final):
        wall_s, cpu_s = _monotonic() - self.wall_start, _process_time() - self.cpu_start
        owned = _by_owner(self.samples, self.trees, final)
        functions = [
            {"file": key[0], "line": key[1], "qualname": key[2], "own_s": round(entry["own"], 6),
             "cumulative_s": round(entry["cumulative"], 6),
             "lines": {str(line): round(cost, 6) for line, cost in sorted(entry["lines"].items())}}
            for key, entry in owned.items()]
        functions.sort(key=lambda function: (-function["own_s"], -function["cumulative_s"]))
        main = self.find_main()
        return {"schema": "velox.profile-raw/1", "python": sys.version.split()[0], "pid": os.getpid(),
                "argv": list(getattr(sys, "argv", None) or []),
                "interval_us": int(self.interval_s * 1e6), "wall_s": round(wall_s, 6), "cpu_s": round(cpu_s, 6),
                "peak_rss_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
                "samples": self.samples.count, "outside_s": round(self.samples.outside, 6), "functions": functions,
                "imported": _imported_files(main), "main": main}

    def write(self, final):
        """Writes the result. A snapshot (not final) names functions from their code objects alone, which is cheap."""
        self.bursts.settle()
        outfile.write_atomic("profile.%d.json" % os.getpid(), outfile.to_json(self.result(final)).encode("ascii"))


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


def _by_owner(samples, trees, final):
    """Folds comprehensions and lambdas into their functions: (file, line, qualname) -> own, cumulative, lines."""
    owners, result = {}, {}

    def owner_of(key):
        if key not in owners:
            code, path = samples.codes[key]
            if final and path not in trees:
                trees[path] = codetree.owners_of(code.co_filename)
            owners[key] = (path,) + codetree.owner(code, trees.get(path) or {})
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
    attach.give_room(1, 50)  # a handler that finds no room for its frames raises into the program
    _arm(interval_s)


def restart_in_child():
    """After fork: the parent's samples are the parent's; timers are not inherited."""
    _profile.clean()
    _profile.cpu_start = _process_time()
    _arm(_profile.interval_s)


def finish():
    """Stops sampling and writes the result."""
    signal.setitimer(signal.ITIMER_PROF, 0)
    _profile.bursts.abandon()
    _profile.sampling = False
    _profile.write(True)
