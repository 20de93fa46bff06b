# SPDX-License-Identifier: Apache-2.0
"""Chooses among many made inputs by running the unit on them: coverage-guided ("greybox") generation.

Problem: of inputs made blindly most end in the same early exception or take the same path, and each costs every candidate time.
Idea: in a fork of the worker, which ends with whatever the unit spoils, inputs are made and run with a line tracer. What
takes a step between two lines that no input took before, or takes it ten times as often, becomes a parent of others.
Of all, those that are new are chosen first, then in turn from each way of making them, answers before exceptions and
unlike answers before like ones. A TypeError or AttributeError that neither the code names nor a captured call raised is how
Python refuses a wrong type, and nobody relies on its words: such inputs are left out.
Formula: hit counts in buckets as in AFL (Zalewski, technical details). Deterministic but for the time that there is.
Limits: lines of the unit's own file. Inputs that take long, need much memory or kill the fork are left out.
"""
import os
import pickle
import re
import resource
import select
import signal
import struct
import sys
import time

_SECONDS = 0.9  # CPU time of making and running, for `_MANY` inputs or more; a part of it for fewer
_MANY = 100
_WALL = 3  # times as much when the machine is busy, at least
_MOST_RUN = 4000
_PER_WANTED = 12  # candidates for each input that is wanted
_CALL_SECONDS = 0.5  # of a captured call
_TRACED = 5  # times as long as a call that is wanted may one take that is traced
_PASS_SECONDS = 0.25  # for one run of all that are chosen
_SLOW = 0.01  # seconds of one call, or _SLOWER times as long as captured ones: left out
_SLOWER = 5
_LEAST = 60
_FORKS = 50
_STALLED = 0.3  # seconds without a sign of life, and what the call may take: it hangs where no timer reaches it
_MEMORY = 1 << 30
_STEPS = 20000  # traced lines of one call
_NEW_SHARE, _RAISED_SHARE, _REFUSED_SHARE = 0.4, 0.35, 0.1
_RAISED = re.compile(r'"exception":\{"type":"([^"]*)"')
_REFUSALS = ("TypeError", "AttributeError")
_NO_INPUT = ("RecursionError", "MemoryError")
_HEAD = struct.Struct("<I")


class Made:
    """A candidate for an input."""

    __slots__ = ("origin", "how", "kind", "data")

    def __init__(self, origin, how, kind, data):
        self.origin, self.how, self.kind, self.data = origin, how, kind, data


class _Run:
    """A candidate and what the unit did with it; `ended` is False while it runs."""

    __slots__ = ("made", "ended", "new", "raised", "digest", "path", "seconds")

    def __init__(self, made):
        self.made, self.ended, self.new, self.raised, self.digest, self.path, self.seconds = made, False, False, None, None, None, 0.0


def choose(maker, observer, unit, count, within=0):
    """At most `count` of what `maker` (mutate.py) makes, as (name of the origin, what was done, pickle). `within`: wall seconds."""
    seconds = _SECONDS * min(1.0, count / _MANY)
    end, runs, forks = time.monotonic() + max(seconds * _WALL, within), [], 0
    while time.monotonic() < end and forks < _FORKS:
        forks += 1
        got = _one_fork(maker, observer, unit, min(_MOST_RUN, count * _PER_WANTED) - len(runs), seconds, end)
        runs.extend(got)
        if not got or got[-1].ended:
            break
        maker.pass_over([run.made.data for run in got])
        maker.rng.seed("%d after %d" % (len(runs), forks))
    if not runs:
        return _unseen(maker, count)
    useless = _NO_INPUT + tuple(name for name in _REFUSALS if name not in maker.schema.dictionary.names and name not in maker.raised)
    return _chosen([run for run in runs if run.ended and run.raised not in useless], count)


def _unseen(maker, count):
    """Where nothing can be run."""
    found = []
    for _ in range(count * 6):
        if len(found) >= count:
            break
        made = maker.make()
        if made is not None:
            found.append((made.origin, made.how, made.data))
    return found


def _one_fork(maker, observer, unit, most, seconds, end):
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(read)
            _explore(maker, observer, unit, most, seconds, end, write)
        finally:
            os._exit(0)
    os.close(write)
    data = _read_until(read, end + 2 * _CALL_SECONDS, child)
    os.close(read)
    try:
        os.kill(child, signal.SIGKILL)
    except ProcessLookupError:
        pass
    os.waitpid(child, 0)
    return _runs_of(data, maker)


def _read_until(fd, deadline, child):
    """All bytes up to the end, the deadline, or a call that hangs."""
    parts, patience, used = [], None, 0.0
    while True:
        if patience is None and parts:
            patience = _STALLED + 2 * _TRACED * _longest(_slowest(parts[0]))
        left = deadline - time.monotonic()
        if left <= 0:
            break
        if not select.select([fd], [], [], left if patience is None else min(left, patience))[0]:
            if patience is not None and _cpu_of(child) - used > patience / 2:  # not merely kept waiting by others
                break
            continue
        part = os.read(fd, 1 << 20)
        if not part:
            break
        parts.append(part)
        if patience is not None:
            used = _cpu_of(child)
    return b"".join(parts)


def _cpu_of(process):
    """CPU seconds of a process; 0.0 where the system does not tell."""
    try:
        with open("/proc/%d/stat" % process, "rb") as file:
            fields = file.read().rpartition(b")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError):
        return 0.0


def _slowest(data):
    """Seconds of the slowest captured call: what a fork tells first."""
    size = _HEAD.unpack_from(data)[0] if len(data) >= _HEAD.size else 0
    return pickle.loads(data[_HEAD.size:])[0] if 0 < size <= len(data) - _HEAD.size else 0.0


def _runs_of(data, maker):
    runs, at, slowest = [], 0, 0.0
    while at + _HEAD.size <= len(data):
        size = _HEAD.unpack_from(data, at)[0]
        at += _HEAD.size
        if at + size > len(data):
            break
        entry = pickle.loads(data[at:at + size])
        at += size
        if len(entry) == 2:
            slowest, raised = entry
            maker.raised.update(raised)
        elif len(entry) == 4:
            runs.append(_Run(Made(*entry)))
        elif runs:
            run = runs[-1]
            run.ended, (run.new, run.raised, run.digest, run.path, run.seconds) = True, entry
    return [run for run in runs if not run.ended or run.seconds <= _longest(slowest)]


def _explore(maker, observer, unit, most, seconds, end, write):
    """The fork's whole life: makes, sends, runs, sends what came of it."""
    observer.pid = os.getpid()
    _bound_memory()
    tracer = _Tracer(getattr(getattr(unit.raw, "__code__", None), "co_filename", None))
    known = [_run(observer, tracer, data, _CALL_SECONDS) for _, data in maker.parents[:maker.captured]]
    slowest = max(each[-1] for each in known)
    _keep_what_returns(maker, known)
    _send(write, (slowest, [each[1] for each in known]))
    longest = _TRACED * _longest(slowest)
    count, last = 0, time.process_time() + seconds
    while count < most and time.monotonic() < end and time.process_time() < last:
        made = maker.make()
        if made is None:
            count += 0.1
            continue
        count += 1
        _send(write, (made.origin, made.how, made.kind, made.data))
        new, raised, digest, path, seconds = _run(observer, tracer, made.data, longest)
        _send(write, (new, raised, digest, path, seconds))
        if new and raised not in _NO_INPUT and raised != "timeout" and len(made.data) < 20000:
            maker.parents.append((made.origin, made.data))


def _keep_what_returns(maker, known):
    """A short version that the unit can't do with is no good parent."""
    good = [parent for parent, run in zip(maker.parents, known) if run[1] is None or parent[1] not in maker.short]
    if good:
        maker.parents[:maker.captured] = good
        maker.captured = len(good)


def _bound_memory():
    try:
        with open("/proc/self/statm", "rb") as file:
            used = int(file.read().split()[0]) * resource.getpagesize()
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        most = used + _MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    except (OSError, ValueError):
        pass


def _send(fd, value):
    data = pickle.dumps(value, 4)
    data = _HEAD.pack(len(data)) + data
    while data:
        data = data[os.write(fd, data):]


def _longest(slowest):
    """Seconds that an input may take, when the slowest captured one takes so many."""
    return max(_SLOW, _SLOWER * slowest)


def _run(observer, tracer, data, longest):
    """(whether it is new, type of the exception or None, digest, path, seconds)."""
    tracer.start()
    try:
        head, text = observer.observe("made", data, 0, longest)
    except MemoryError:
        return False, "MemoryError", None, None, 0.0
    finally:
        new, path = tracer.stop()
    found = _RAISED.search(text)
    raised = found.group(1) if found else "timeout" if '"bounds":["' in text and "timeout" in text[-200:] else None
    return new or tracer.first(raised), raised, head["digest"], path, max(head["wall_ns"], head["cpu_ns"]) * 1e-9


class _Tracer:
    """Steps between lines of one file, with how often they are taken."""

    def __init__(self, file):
        self.file, self.known, self.steps, self.left = file, set(), {}, 0

    def start(self):
        self.steps, self.left = {}, _STEPS
        sys.settrace(self._enter)

    def stop(self):
        """(whether something was new, what tells the path from others)."""
        sys.settrace(None)
        found = {(step, count.bit_length() if count < 4 else 3 + (count.bit_length() - 3) // 2) for step, count in self.steps.items()}
        new = not found <= self.known
        self.known |= found
        return new, hash(frozenset(self.steps))

    def first(self, raised):
        if ("raised", raised) in self.known:
            return False
        self.known.add(("raised", raised))
        return True

    def _enter(self, frame, event, arg):
        code = frame.f_code
        if code.co_filename != self.file or self.left <= 0:
            return None
        last = [code.co_firstlineno]

        def line(frame, event, arg):
            if event == "line":
                step = (last[0], frame.f_lineno)
                last[0] = frame.f_lineno
                self.steps[step] = self.steps.get(step, 0) + 1
                self.left -= 1
                if self.left <= 0:
                    return None
            return line

        return line


def _chosen(runs, count):
    """The best of all: new ones, then in turn by kind; first those whose like is not chosen yet."""
    runs = [run for run in runs if run.raised != "timeout"]
    count = _affordable(runs, count)
    chosen, taken = [], set()

    def take(run):
        if len(chosen) < count and id(run) not in taken:
            taken.add(id(run))
            chosen.append(run)

    for run in [run for run in runs if run.new and run.raised not in _REFUSALS][:int(count * _NEW_SHARE)]:
        take(run)
    answers = [run for run in runs if run.raised is None]
    raised = [run for run in runs if run.raised is not None and run.raised not in _REFUSALS]
    refused = [run for run in runs if run.raised in _REFUSALS]
    for run in _in_turn(_unlike(raised))[:int(count * _RAISED_SHARE)]:
        take(run)
    for run in _in_turn(_unlike(refused))[:max(int(count * _REFUSED_SHARE), 4)]:
        take(run)
    for run in _in_turn(_unlike(answers)) + _in_turn(answers) + _in_turn(_unlike(raised)):
        take(run)
    return [(run.made.origin, run.made.how, run.made.data) for run in sorted(chosen, key=runs.index)]


def _affordable(runs, count):
    """Fewer where a call takes long."""
    if not runs:
        return count
    seconds = sorted(run.seconds for run in runs)[:max(len(runs) * 9 // 10, 1)]  # a busy machine makes some of them long
    mean = sum(seconds) / len(seconds)
    return min(count, max(_LEAST, int(_PASS_SECONDS / max(mean, 1e-7))))


def _unlike(runs):
    """One of those with equal results and paths."""
    seen, found = set(), []
    for run in runs:
        key = (run.digest, run.path)
        if key not in seen:
            seen.add(key)
            found.append(run)
    return found


def _in_turn(runs):
    """One of each kind, then the next of each."""
    kinds = {}
    for run in runs:
        kinds.setdefault(run.made.kind, []).append(run)
    queues, found = [kinds[kind][::-1] for kind in sorted(kinds)], []
    while queues:
        for queue in queues:
            found.append(queue.pop())
        queues = [queue for queue in queues if queue]
    return found
