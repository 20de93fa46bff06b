# SPDX-License-Identifier: Apache-2.0
"""Calls a unit once on one input and writes down everything that the judge compares.

Every call gets fresh arguments, the same random seed, the same folder and environment. Whatever the unit raises,
KeyboardInterrupt and SystemExit included, is an observation. A timer of real time breaks endless calls; it keeps
ringing, since a unit may catch what the first ring raises.
"""
import _signal
import gc
import os
import pickle
import random
import signal
import sys
import time
import types
import warnings
from _blake2 import blake2b

from velox_runtime import canonical, shape, surroundings
from velox_runtime.canonical_objects import MAX_ITEMS
from velox_runtime.guard import opaque
from velox_runtime.output import scrub

_wall, _cpu = time.perf_counter_ns, time.process_time_ns
_set_handler = _signal.signal  # before the guard puts its own in place
_DEEP = 5000
_RING_AGAIN_S = 0.05


class Timeout(BaseException):
    """Raised inside the unit by the timer; never seen by the judge under this name."""


class _Alarm:
    """Rings after `seconds`, and again until it is disarmed."""

    def __init__(self, seconds):
        self.seconds, self.rang = seconds, False

    def _ring(self, number, frame):
        self.rang = True
        raise Timeout()

    def __enter__(self):
        if self.seconds:
            _set_handler(signal.SIGALRM, opaque(self._ring))
            signal.setitimer(signal.ITIMER_REAL, self.seconds, _RING_AGAIN_S)
        return self

    def __exit__(self, *unused):
        if self.seconds:
            _set_handler(signal.SIGALRM, _signal.SIG_IGN)
            signal.setitimer(signal.ITIMER_REAL, 0)


class _LogList:
    """A logging handler made only where the project logs."""

    def __init__(self):
        self.records, self.handler, self.root = [], None, None
        logging = sys.modules.get("logging")
        if logging is None or not hasattr(logging, "Handler"):
            return
        records = self.records

        class Handler(logging.Handler):
            emit = opaque(lambda handler, record: _note(records, record))

        self.handler, self.root = Handler(0), logging.getLogger()
        self.root.addHandler(self.handler)

    def close(self):
        if self.handler is not None:
            self.root.removeHandler(self.handler)


def _note(records, record):
    try:
        message = record.getMessage()
    except Exception as error:
        message = "<getMessage raised %s>" % type(error).__name__
    records.append([record.name, record.levelname, canonical.plain_text(scrub(str(message)))])


class Observer:
    """Observes calls of one loaded unit. Keeps the process as `load` left it between calls."""

    def __init__(self, unit, output):
        self.unit, self.output = unit, output
        self.folder, self.environ, self.argv = os.getcwd(), dict(os.environ), list(sys.argv)
        self.recursion_limit, self.pid = sys.getrecursionlimit(), os.getpid()
        self.collects = gc.isenabled()

    def observe(self, name, data, seed, timeout_s):
        """({input, wall_ns, cpu_ns, size, digest}, text of the observation)."""
        args, kwargs = pickle.loads(data)
        size = shape.size_of_call(args, kwargs)
        _seed(seed)
        logs = _LogList()
        self.output.start()
        run = _Run(self.unit, self.output, seed)
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            try:
                text = run.observe(args, kwargs, timeout_s, caught, logs.records)
            finally:
                logs.close()
                self._restore()
        digest = blake2b(text.encode("ascii"), digest_size=16).hexdigest()
        return {"input": name, "wall_ns": run.wall, "cpu_ns": run.cpu, "size": len(data) if size is None else size,
                "digest": digest}, text

    def _restore(self):
        if os.getpid() != self.pid:  # the unit forked, and this is the child
            os._exit(0)
        sys.setrecursionlimit(self.recursion_limit)
        (gc.enable if self.collects else gc.disable)()
        sys.argv[:] = self.argv
        try:
            os.chdir(self.folder)
        except OSError:
            pass
        if os.environ != self.environ:
            os.environ.clear()
            os.environ.update(self.environ)


def _seed(seed):
    random.seed(seed)
    numpy = sys.modules.get("numpy")
    if numpy is not None and hasattr(numpy, "random"):
        numpy.random.seed(seed % 2 ** 32)


def _printed(output, begin, end):
    return canonical.plain_text("".join(output.text(which, begin[which], end[which])[0] for which in (0, 1)))


class _Run:
    """One call: what it did, and the encoder that its parts share."""

    def __init__(self, unit, output, seed):
        self.unit, self.output = unit, output
        self.state = surroundings.State()
        self.controlled = surroundings.Controlled(seed, unit.module)
        self.encoder = canonical.Encoder()
        self.wall = self.cpu = 0
        self.returned = self.error = None
        self.generator, self.marks = None, None

    def observe(self, args, kwargs, timeout_s, caught, logs):
        alarm = _Alarm(timeout_s)
        found = None
        try:
            with alarm, self.controlled:
                self._call(args, kwargs)
                if not alarm.rang:
                    found = self._encode(args, kwargs)
        except Timeout:
            pass
        finally:
            self.state.restore()
        if alarm.rang or found is None:
            found = {"return": None, "exception": None, "args": None, "generator": None, "bounds": ["timeout"]}
        return canonical.dumps(self._with_surroundings(found, caught, logs))

    def _call(self, args, kwargs):
        self.wall, self.cpu = -_wall(), -_cpu()
        try:
            self.returned = _WAYS[self.unit.consume](self, self.unit.call, args, kwargs)
        except BaseException as error:
            self.error = error
            error.__traceback__ = None
        finally:
            self.wall += _wall()
            self.cpu += _cpu()

    def _encode(self, args, kwargs):
        if isinstance(self.error, Timeout):
            raise self.error
        left = self.state.changed()
        sys.setrecursionlimit(max(_DEEP, sys.getrecursionlimit()))
        gc.disable()  # millions of small lists that all stay
        encoder = self.encoder
        returned = exception = None
        at_return = self.output.mark()
        if self.error is not None:
            exception = encoder.exception(self.error)
        elif self.generator is None:
            returned = encoder.encode(self.returned)
            late = self.output.mark()
            if late != at_return:  # an iterator that works, and prints, when it is read
                left = left + [["printed while the result was read", _printed(self.output, at_return, late)]]
        else:
            returned = ["g", 0, self.generator["items"]] + (["more"] if self.generator["more"] else [])
        generator = None
        if self.generator is not None:
            generator = dict(self.generator)
            if self.error is None:
                generator.pop("items")
            generator["output"] = self._generator_output(generator.pop("marks"))
            generator["result"] = encoder.encode(generator["result"])
        found = {"return": returned, "exception": exception, "args": encoder.encode((args, kwargs)), "generator": generator}
        for name, value in (("deep", encoder.later), ("opaque", sorted(encoder.opaque)), ("left", left)):
            if value:
                found[name] = value
        found["bounds"] = sorted(encoder.bounds)
        return found

    def _with_surroundings(self, found, caught, logs):
        self.output.mark()
        bounds = set(found.pop("bounds"))
        for which, name in enumerate(("stdout", "stderr")):
            found[name], cut = self.output.text(which)
            if cut:
                bounds.add("output")
        found["warnings"] = [[shape.class_name(w.category), canonical.plain_text(scrub(str(w.message)))] for w in list(caught)[:1000]]
        found["logs"] = logs[:1000]
        if bounds:
            found["bounds"] = sorted(bounds)
        return found

    def start_generator(self):
        self.generator = {"items": [], "marks": [], "more": False, "result": None}
        self.marks = self.output.mark()

    def item(self, value):
        """Notes a yielded item as it is now, and what was printed since the last one; False when there are enough."""
        found = self.generator
        if len(found["items"]) == MAX_ITEMS:
            found["more"] = True
            self.encoder.bounds["items"] = True
            return False
        self.printed()
        limit = sys.getrecursionlimit()
        sys.setrecursionlimit(max(_DEEP, limit))
        try:
            found["items"].append(self._tree_now(value))
        finally:
            sys.setrecursionlimit(limit)
        return True

    def _tree_now(self, value):
        """A container that was yielded before may have changed since: its own elements are written again."""
        number = self.encoder.ids.get(id(value))
        if number is not None and type(value) in (list, dict, set, bytearray):
            return ["r", number, self.encoder._dispatch(value, 0, number)]
        return self.encoder.encode(value)

    def printed(self):
        """Notes output since the last mark, with the number of items that came before it."""
        now = self.output.mark()
        if now != self.marks:
            self.generator["marks"].append((len(self.generator["items"]), self.marks, now))
            self.marks = now

    def _generator_output(self, marks):
        return [[index, self.output.text(0, old[0], new[0])[0], self.output.text(1, old[1], new[1])[0]]
                for index, old, new in marks[:1000]]


def _way_function(run, call, args, kwargs):
    return call(*args, **kwargs)


def _way_generator(run, call, args, kwargs):
    made = call(*args, **kwargs)
    if not isinstance(made, types.GeneratorType):
        return made
    run.start_generator()
    try:
        while run.item(next(made)):
            pass
        made.close()
    except StopIteration as stop:
        run.generator["result"] = stop.value
    finally:
        run.printed()
    return None


def _way_coroutine(run, call, args, kwargs):
    import asyncio

    async def main():
        return await call(*args, **kwargs)

    return asyncio.run(main())


def _way_async_generator(run, call, args, kwargs):
    import asyncio

    async def main():
        made = call(*args, **kwargs)
        run.start_generator()
        try:
            async for value in made:
                if not run.item(value):
                    break
            await made.aclose()
        finally:
            run.printed()

    return asyncio.run(main())


_WAYS = {"function": _way_function, "generator": _way_generator, "coroutine": _way_coroutine,
         "async_generator": _way_async_generator}
