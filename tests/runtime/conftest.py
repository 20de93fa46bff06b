# SPDX-License-Identifier: Apache-2.0
"""Interpreters under test, and a client that speaks the worker's protocol over a socket pair."""
import json
import os
import pickle
import socket
import struct
import subprocess
import sys

import pytest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
RUNTIME = os.path.join(ROOT, "runtime")
PYTHONS = [p for p in os.environ.get("VELOX_TEST_PYTHONS", sys.executable).split(":") if p]


def pytest_generate_tests(metafunc):
    if "python" in metafunc.fixturenames:
        metafunc.parametrize("python", PYTHONS, ids=[os.path.basename(os.path.dirname(os.path.dirname(p))) or p for p in PYTHONS])


class Client:
    """One worker process."""

    def __init__(self, python, hash_seed="random", cwd=None):
        ours, theirs = socket.socketpair()
        environ = dict(os.environ, PYTHONHASHSEED=str(hash_seed))
        environ.pop("PYTHONPATH", None)
        self.process = subprocess.Popen([python, os.path.join(RUNTIME, "worker.py"), "--fd", str(theirs.fileno())],
                                        pass_fds=[theirs.fileno()], env=environ, cwd=cwd,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        theirs.close()
        self.stream = ours
        self.next_id = 0

    def ask(self, op, blob=b"", **fields):
        """(response, blob)"""
        self.next_id += 1
        text = json.dumps(dict(fields, op=op, id=self.next_id)).encode()
        self.stream.sendall(struct.pack("<II", len(text), len(blob)) + text + blob)
        response, reply = self.read()
        assert response["id"] == self.next_id
        return response, reply

    def read(self):
        header = self._exactly(8)
        json_size, blob_size = struct.unpack("<II", header)
        return json.loads(self._exactly(json_size)), self._exactly(blob_size)

    def _exactly(self, size):
        data = b""
        while len(data) < size:
            piece = self.stream.recv(size - len(data))
            if not piece:
                raise EOFError("the worker died: %s" % self.process.stderr.read().decode())
            data += piece
        return data

    def load(self, file, unit, name=None, is_main=False, **more):
        module = {"file": str(file), "name": name or os.path.splitext(os.path.basename(str(file)))[0], "is_main": is_main}
        return self.ask("load", module=module, unit=unit, sys_path=[os.path.dirname(str(file))], argv=[str(file)],
                        environ_seed=0, **more)[0]

    def put(self, name, *args, **kwargs):
        return self.put_raw(name, pickle.dumps((args, kwargs), 4))

    def put_raw(self, name, data):
        return self.ask("put", data, input=name)[0]

    def observe(self, *names, seed=0, timeout_s=20):
        """The observations of the inputs, as trees."""
        response, blob = self.ask("observe", inputs=list(names), seed=seed, timeout_s=timeout_s)
        assert response["ok"], response
        found = json.loads(blob)
        assert [o["input"] for o in response["observations"]] == list(names)
        return found

    def close(self):
        self.stream.close()
        self.process.wait(10)
        self.process.stdout.close()
        self.process.stderr.close()


@pytest.fixture
def worker(python, tmp_path):
    """Makes workers that have loaded a unit of a module with the given source."""
    clients = []

    def make(source, unit, hash_seed="random", is_main=False, name="subject", **more):
        file = tmp_path / (name + ".py")
        file.write_text(source)
        client = Client(python, hash_seed, tmp_path)
        clients.append(client)
        response = client.load(file, unit, name, is_main, **more)
        assert response["ok"], response
        client.loaded = response
        return client

    yield make
    for client in clients:
        client.close()


@pytest.fixture
def observe_call(worker):
    """Observes one call f(*args) of a source that defines f, in a new worker."""

    def run(source, *args, **more):
        client = worker(source, more.pop("unit", "f"), **more)
        assert client.put("c", *args)["ok"]
        return client.observe("c")[0]

    return run


@pytest.fixture
def attached(python, tmp_path):
    """Runs a program with the helper attached; gives its output and the result files."""

    def run(mode, source, *argv, request=None, expect=0, name="program.py", command=None, environ=None, **files):
        project, out = tmp_path / "project", tmp_path / "out"
        project.mkdir(exist_ok=True)
        out.mkdir(exist_ok=True)
        (project / name).write_text(source)
        for file, text in files.items():
            (project / (file + ".py")).write_text(text)
        variables = dict(os.environ, VELOX_MODE=mode, VELOX_OUT=str(out), VELOX_ROOT=str(project),
                         PYTHONPATH=os.path.join(RUNTIME, "site") + ":" + RUNTIME, **(environ or {}))
        if request is not None:
            full = {"schema": "velox.capture-request/1", "max_calls": 64, "max_bytes_per_call": 1000000,
                    "max_bytes": 32000000, "sequence_calls": 2000}
            full.update(request)
            (out / "request.json").write_text(json.dumps(full))
            variables["VELOX_CAPTURE"] = str(out / "request.json")
        done = subprocess.run(command or [python, name, *argv], cwd=project, env=variables, capture_output=True, text=True)
        assert done.returncode == expect, done.stderr
        assert not list(out.glob("error.*")), [p.read_text() for p in out.glob("error.*")]
        found = [json.loads(p.read_text()) for p in sorted(out.glob(mode + ".*.json"))]
        done.out, done.project = out, project
        return found, done

    return run
