# SPDX-License-Identifier: Apache-2.0
"""What a call changes in its process besides its arguments, and what it takes from outside of them.

Problem: the next caller meets another folder, another rounding, a random generator that is further on; none of it is in a
result. And a unit that reads the clock or the system's random bytes gives another result each time.
Idea: note the state before, compare after, report what differs, put it back. For the length of an observed call the
clocks of `time` and `os.urandom` are replaced by ones that give the same in every process; timed runs never see them.
Limits: `time.monotonic`, `datetime.now` and names that other modules than the unit's took from `time` stay real: a unit
that uses them does not repeat itself, and such inputs are left out. Threads, descriptors, locale, umask, new imports and
exit functions are not compared: what only the first call of a process does would be asked of whichever comes first.
"""
import os
import random
import sys
import time
from _blake2 import blake2b
import _signal as signal  # without the enums of `signal`: sixty look-ups a call

from velox_runtime import shape
from velox_runtime.guard import opaque

_FIRST_S = 1600000000  # what the clock shows when a call begins
_READ_NS = 1000  # how far a clock goes on with each reading: about what one costs, so that waiting loops end
_set_handler = signal.signal  # before the guard puts its own in place
_SIGNALS = sorted(signal.valid_signals() - {signal.SIGALRM, signal.SIGKILL, signal.SIGSTOP})
_time_sleep = time.sleep
_CLOCKS = {name: getattr(time, name) for name in ("time", "time_ns", "perf_counter", "perf_counter_ns", "process_time", "process_time_ns")}
_urandom = os.urandom


class State:
    """The state of the process as a call finds it. `changed` tells what is different now, `restore` puts it back."""

    def __init__(self):
        self.before = _look()
        self.kept = {"decimal": _take_decimal(), "logging": _take_logging(), "signals": self.before["signal handlers"],
                     "path": self.before["import path"], "switch": self.before["switch interval"]}

    def changed(self):
        """[[name, text], ...] in a fixed order: what the call has left behind."""
        now = _look()
        return [[name, _TEXTS.get(name, str)(now[name])] for name in sorted(now)
                if name in self.before and now[name] != self.before[name]]

    def restore(self):
        for name, put in _PUT_BACK.items():
            if self.kept[name] is not None:
                put(self.kept[name])


def _digest(value):
    return blake2b(repr(value).encode("utf-8", "backslashreplace"), digest_size=8).hexdigest()


def _look():
    """Each part of the state as it is: texts are made of those alone that differ later."""
    found = {"folder": _folder(), "environment": dict(os.environ), "random": random.getstate(),
             "recursion limit": sys.getrecursionlimit(), "switch interval": sys.getswitchinterval(),
             "import path": list(sys.path), "arguments": list(sys.argv), "signal handlers": [signal.getsignal(n) for n in _SIGNALS]}
    numpy = sys.modules.get("numpy")
    if numpy is not None and hasattr(numpy, "random"):
        found["numpy.random"] = [part.tobytes() if hasattr(part, "tobytes") else part for part in numpy.random.get_state()]
    decimal = sys.modules.get("decimal")
    if decimal is not None and hasattr(decimal, "getcontext"):
        found["decimal context"] = repr(decimal.getcontext())
    root = _root_logger()
    if root is not None:
        found["logging"] = "level %s, disabled %s, handlers %s" % (root.level, root.manager.disable, [shape.type_name(h) for h in root.handlers])
    return found


def _folder():
    try:
        return os.getcwd()
    except OSError:
        return "gone"


def _handler_name(handler):
    if handler is None or isinstance(handler, int):
        return str(handler and int(handler))
    return str(getattr(handler, "__qualname__", shape.type_name(handler)))


def _handlers_text(handlers):
    return ", ".join("%d %s" % (number, _handler_name(handler)) for number, handler in zip(_SIGNALS, handlers))


_TEXTS = {"environment": lambda value: _digest(sorted(value.items())), "random": _digest, "import path": _digest, "arguments": _digest,
          "numpy.random": _digest, "signal handlers": _handlers_text}


def _root_logger():
    logging = sys.modules.get("logging")
    return getattr(logging, "root", None) if hasattr(logging, "Handler") else None


def _take_decimal():
    decimal = sys.modules.get("decimal")
    return decimal.getcontext().copy() if hasattr(decimal, "getcontext") else None


def _take_logging():
    root = _root_logger()
    return None if root is None else (root, root.level, root.manager.disable, list(root.handlers))


def _put_logging(kept):
    root, level, disable, handlers = kept
    if root.level != level:
        root.setLevel(level)
    root.manager.disable = disable
    root.handlers[:] = handlers


def _put_signals(handlers):
    for number, handler in zip(_SIGNALS, handlers):
        if handler is not None and signal.getsignal(number) is not handler:
            _set_handler(number, handler)


def _put_path(path):
    sys.path[:] = path


_PUT_BACK = {"decimal": lambda kept: sys.modules["decimal"].setcontext(kept), "logging": _put_logging, "signals": _put_signals,
             "path": _put_path, "switch": sys.setswitchinterval}


class _Clock:
    """Time that goes on by reading and by sleeping only."""

    def __init__(self):
        self.ns = 0

    def read(self):
        self.ns += _READ_NS
        return self.ns

    def sleep(self, seconds):
        _time_sleep(seconds)
        self.ns += int(seconds * 1000000000)

    def functions(self):
        first = _FIRST_S * 1000000000
        return {"time": lambda: (first + self.read()) / 1e9, "time_ns": lambda: first + self.read(),
                "perf_counter": lambda: self.read() / 1e9, "perf_counter_ns": self.read,
                "process_time": lambda: self.read() / 1e9, "process_time_ns": self.read}


class Controlled:
    """While it is entered, clocks and random bytes of the system depend on the seed alone."""

    def __init__(self, seed, module):
        clock, chance = _Clock(), random.Random(seed)
        self.changes, self.undo = {}, []
        for name, function in clock.functions().items():
            self.changes[id(_CLOCKS[name])] = _CLOCKS[name], opaque(function)
        self.changes[id(_time_sleep)] = _time_sleep, opaque(clock.sleep)
        self.changes[id(_urandom)] = _urandom, opaque(lambda size: _bytes(chance, size))
        self.names = [(vars(time), name) for name in list(_CLOCKS) + ["sleep"]] + [(vars(os), "urandom"), (vars(random), "_urandom")]
        self.names += [(vars(module), name) for name, value in list(vars(module).items()) if id(value) in self.changes]

    def __enter__(self):
        for names, name in self.names:
            found = self.changes.get(id(names.get(name)))
            if found is not None and found[0] is names[name]:
                self.undo.append((names, name) + found)
                names[name] = found[1]
        return self

    def __exit__(self, *unused):
        while self.undo:
            names, name, real, ours = self.undo.pop()
            if names.get(name) is ours:
                names[name] = real


def _bytes(chance, size):
    if not isinstance(size, int) or size < 0:
        return _urandom(size)  # raises what it raises
    return chance.getrandbits(8 * size).to_bytes(size, "little") if size else b""
