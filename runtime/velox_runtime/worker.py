# SPDX-License-Identifier: Apache-2.0
"""The long-lived process that calls one unit on request. The protocol is in docs/design/runtime-protocol.md, section 4.

It answers every request, one at a time, and never decides anything. It ends when the stream ends.
"""
import os
import pickle
import random
import resource
import sys
import time
from _pickle import loads as _loads

from velox_runtime import (answers, frames, generate, guard, load, mutants, mutate, observe, output, scale,
                           settings, state, timing)

_cpu = time.process_time_ns
_exit = os._exit


class RequestError(Exception):
    """A request that cannot be served: kind is one of load, input, protocol."""

    def __init__(self, kind, text):
        super().__init__(text)
        self.kind = kind


def _field(request, name, kind, default=None):
    value = request.get(name, default)
    if not isinstance(value, kind) or isinstance(value, bool) and kind is not bool:
        raise RequestError("protocol", "op %s needs a field %s" % (request.get("op"), name))
    return value


class Worker:
    """State of the process: the unit, the inputs, the prepared calls."""

    def __init__(self, out):
        self.out = out
        self.unit = self.observer = self.prepared = self.used = None
        self.inputs = {}
        self.made = 0
        self.settings = settings.Settings()

    def serve(self, request, blob):
        """The fields of the response, and its blob."""
        operation = _OPERATIONS.get(request.get("op"))
        if operation is None:
            raise RequestError("protocol", "no such op: %r" % (request.get("op"),))
        if self.unit is None and operation in _NEED_UNIT:
            raise RequestError("protocol", "op %s came before load" % request["op"])
        return operation(self, request, blob)

    def load(self, request, blob):
        if self.unit is not None:
            raise RequestError("protocol", "a unit is loaded already")
        module = _field(request, "module", dict)
        path = _field(request, "unit", str)
        folders = _field(request, "sys_path", list, [])
        sys.path[:] = folders + [entry for entry in sys.path if entry not in folders]
        sys.argv[:] = _field(request, "argv", list, [module.get("file") or ""])
        random.seed(request.get("environ_seed", 0))
        before = state.names_of_modules()
        guard.install([module.get("file") or ""] + _watched)
        try:
            loaded, spent, peak = load.measured_import(module.get("file") or "", module.get("name") or "",
                                                       bool(module.get("is_main")))
            self.unit = load.find_unit(loaded, path, bool(request.get("unwrap")))
        except load.LoadError as error:
            raise RequestError("load", str(error))
        self.out.settle()
        self.observer = observe.Observer(self.unit, self.out)
        self.consume = self.unit.consume
        self.state = state.State(loaded, before)
        return {"python": sys.version.split()[0], "kind": self.unit.kind, "import_ns": spent, "import_peak_bytes": peak,
                "signature": load.signature(self.unit.raw)}, b""

    def put(self, request, blob):
        name = _field(request, "input", str)
        try:
            args, kwargs = _loads(blob)
            if not isinstance(args, tuple) or not isinstance(kwargs, dict):
                raise TypeError("the pickle holds no (args, kwargs)")
        except BaseException as error:
            raise RequestError("input", "%s does not unpickle: %s: %s" % (name, type(error).__name__, error))
        self.inputs[name] = blob
        return {}, b""

    def _pickles(self, request):
        names = _field(request, "inputs", list)
        for name in names:
            if name not in self.inputs:
                raise RequestError("input", "no such input: %r" % (name,))
        return [(name, self.inputs[name]) for name in names]

    def observe(self, request, blob):
        found, texts = [], []
        seed, timeout_s = _field(request, "seed", int, 0), _field(request, "timeout_s", (int, float), 0)
        for name, data in self._pickles(request):
            try:
                head, text = self.observer.observe(name, data, seed, timeout_s)
            except pickle.UnpicklingError as error:
                raise RequestError("input", "%s does not unpickle any more: %s" % (name, error))
            found.append(head)
            texts.append(text)
        return {"observations": found}, ("[" + ",".join(texts) + "]").encode("ascii")

    def mutate(self, request, blob):
        made = mutate.made_from(self._pickles(request), _field(request, "count", int), _field(request, "seed", int, 0),
                                _field(request, "max_bytes", int, 1000000), _field(request, "varied", bool, False),
                                self.unit, self.observer if _field(request, "chosen", bool, False) else None, blob,
                                _field(request, "within", (int, float), 0))
        return self._take(made, "m")

    def generate(self, request, blob):
        made = generate.made_for(self.unit, _field(request, "count", int), _field(request, "seed", int, 0))
        return self._take(made, "g")

    def _take(self, made, letter):
        """Keeps made inputs under names of their own, so that they can be observed at once."""
        listed, blobs = [], []
        for origin, how, data in made:
            self.made += 1
            name = "%s%d" % (letter, self.made)
            while name in self.inputs:
                self.made += 1
                name = "%s%d" % (letter, self.made)
            self.inputs[name] = data
            listed.append({"input": name, "from": origin, "how": how, "bytes": len(data)})
            blobs.append(data)
        return {"made": listed}, b"".join(blobs)

    def mutant(self, request, blob):
        """Observes a changed copy of the unit (the blob: its whole file) in a fork; an empty blob is the unit itself."""
        raw, code = self.unit.raw, None
        try:
            if blob:
                code = mutants.code_of(blob, raw.__code__.co_filename, raw)
                if mutants.same_code(code, raw.__code__):
                    return {"ended": "same", "digests": [], "seconds": []}, b""
        except mutants.CopyError as error:
            raise RequestError("load", str(error))
        return mutants.run(self.observer, raw, code, self._pickles(request), _field(request, "seed", int, 0),
                           _field(request, "timeout_s", (int, float)), _field(request, "expected", list, [])), b""

    def prepare(self, request, blob):
        repeats = _field(request, "repeats", int, 1)
        if repeats < 1:
            raise RequestError("protocol", "repeats must be at least 1")
        pickles = [data for _, data in self._pickles(request)]
        keep, calls = _field(request, "keep", list, []), len(pickles) * repeats
        if keep != sorted(set(keep)) or not all(type(at) is int and 0 <= at < calls for at in keep):
            raise RequestError("protocol", "keep must name calls, in order")
        if self.used is not None:
            timing.settle(self.used)
        self.prepared = self.used = None
        self.out.start()
        self.prepared = timing.Prepared(pickles, repeats, keep, self.consume)
        return {"calls": self.prepared.count, "bytes": self.prepared.bytes}, b""

    def run(self, request, blob):
        if self.prepared is None:
            raise RequestError("protocol", "run came without prepare: arguments are used up by each run")
        self.used, self.prepared = self.prepared, None  # freed by the next prepare: that is no cost of the calls
        seed = _field(request, "seed", int, 0)
        done = timing.run(self.unit.call, self.consume, self.used, seed, rest=True)
        if self.used.iterates:
            self.consume = "iterator"
        return done, b""

    def answers(self, request, blob):
        if self.used is None:
            raise RequestError("protocol", "answers came without run")
        used, self.used = self.used, None
        texts = [text.encode("ascii") for text in answers.texts_of(used, self.out, self.settings, self.state)]
        self.out.start()
        return {"bytes": [len(text) for text in texts]}, b"".join(texts)

    def stats(self, request, blob):
        return {"cpu_ns": _cpu(), "peak_rss_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}, b""

    def exit(self, request, blob):
        return {}, b""


_OPERATIONS = {name: getattr(Worker, name) for name in
               ("load", "put", "observe", "mutate", "generate", "mutant", "prepare", "run", "answers", "stats",
                "exit")}
_OPERATIONS.update(scale=scale.serve, prepare_again=scale.serve_again)
_NEED_UNIT = {scale.serve, scale.serve_again, Worker.put, Worker.observe, Worker.mutate, Worker.generate, Worker.mutant,
              Worker.prepare, Worker.run, Worker.answers}


def _answer(worker, request, blob):
    """(response, blob) of one request, errors included."""
    try:
        fields, reply = worker.serve(request, blob)
        return dict(fields, id=request.get("id"), ok=True), reply
    except RequestError as error:
        kind, text = error.kind, str(error)
    except BaseException as error:
        kind, text = "internal", "%s: %s" % (type(error).__name__, error)
    text = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return {"id": request.get("id"), "ok": False, "error": {"kind": kind, "text": text}}, b""


def _loop(fd):
    worker = Worker(output.Output())
    while True:
        try:
            frame = frames.read_frame(fd)
        except frames.ProtocolError as error:
            frames.write_frame(fd, {"id": None, "ok": False, "error": {"kind": "protocol", "text": str(error)}})
            return
        if frame is None:
            return
        response, blob = _answer(worker, *frame)
        frames.write_frame(fd, response, blob)
        if frame[0].get("op") == "exit":
            return


def _hide():
    """Takes what the project could lay hands on by a plain import out of its way: our own modules, none of which imports
    another one later, and the JSON writer, of which the project gets an instance of its own."""
    for name in list(sys.modules):
        if name.partition(".")[0] in ("json", "velox_runtime"):
            del sys.modules[name]
    __import__("json")
    vars(sys.modules["__main__"]).pop("worker", None)


_watched = []


def _take_environment():
    """What the judge says in the environment, which the project shall not see: files to watch, and the project's own
    PYTHONPATH, which takes effect from here on (of a sitecustomize.py on it nothing is run)."""
    _watched.extend(filter(None, os.environ.pop("VELOX_WATCHED", "").split(":")))
    os.environ.pop("VELOX_PADDING", None)
    path = os.environ.pop("VELOX_PYTHONPATH", None)
    if path is not None:
        os.environ["PYTHONPATH"] = path
        sys.path[0:0] = [os.path.abspath(entry) for entry in path.split(os.pathsep) if entry]


def _padding(seed):
    """Memory that shifts what is allocated later: by as much in two processes with the same seed. Keep it alive."""
    chance = random.Random(seed)
    return bytes(chance.randrange(1 << 20)), [bytes(chance.randrange(16, 4000)) for _ in range(chance.randrange(300))]


def main(argv):
    """--fd N: the stream to speak on. Moved out of the unit's way."""
    if len(argv) != 2 or argv[0] != "--fd" or not argv[1].isdigit():
        sys.stderr.write("usage: worker.py --fd N\n")
        raise SystemExit(2)
    import faulthandler
    import fcntl

    fd = fcntl.fcntl(int(argv[1]), fcntl.F_DUPFD_CLOEXEC, output.HIGH_FD)
    os.close(int(argv[1]))
    faulthandler.enable(file=fcntl.fcntl(2, fcntl.F_DUPFD_CLOEXEC, output.HIGH_FD), all_threads=False)
    # Beside the sources nothing is written; in a folder of its own, compiled files save the next worker's time.
    sys.dont_write_bytecode = sys.pycache_prefix is None
    _hide()
    _take_environment()
    padding = _padding(os.environ.get("PYTHONHASHSEED", ""))
    try:
        _loop(fd)
    except (EOFError, OSError):
        _exit(1)
    del padding
    _exit(0)
