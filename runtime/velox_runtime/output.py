# SPDX-License-Identifier: Apache-2.0
"""Captures what the unit prints, at the level of file descriptors 1 and 2, so that C code and children are seen too."""
import fcntl
import os
import re
import sys

LIMIT = 1 << 20
HIGH_FD = 200  # descriptors of our own stay out of the unit's way
_ADDRESS = re.compile(r" at 0x[0-9A-Fa-f]+")


def scrub(text):
    """Text without the memory addresses that default reprs carry."""
    return _ADDRESS.sub(" at 0x", text)


def _memory_file(name):
    if hasattr(os, "memfd_create"):
        try:
            return os.memfd_create(name)
        except OSError:
            pass
    import tempfile

    handle, path = tempfile.mkstemp()
    os.unlink(path)
    os.set_inheritable(handle, False)
    return handle


class Output:
    """Owns descriptors 0, 1 and 2 for the life of the worker. Not thread-safe."""

    def __init__(self):
        self._flush()
        null = os.open(os.devnull, os.O_RDONLY)
        self._null = fcntl.fcntl(null, fcntl.F_DUPFD_CLOEXEC, HIGH_FD)
        os.close(null)
        os.dup2(self._null, 0)
        self._files = []
        for fd in (1, 2):
            low = _memory_file("velox-%d" % fd)
            file = fcntl.fcntl(low, fcntl.F_DUPFD_CLOEXEC, HIGH_FD)
            os.close(low)
            os.dup2(file, fd)
            self._files.append(file)
        self._streams = sys.stdout, sys.stderr

    def settle(self):
        """Takes the streams that the project has put in place at import as the ones to come back to."""
        self._streams = sys.stdout, sys.stderr

    def _flush(self):
        for stream in {id(s): s for s in (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__)}.values():
            try:
                stream.flush()
            except Exception:
                pass

    def start(self):
        """Forgets what was printed; puts descriptors and streams back where they were."""
        self._flush()
        sys.stdout, sys.stderr = self._streams
        os.dup2(self._null, 0)
        for fd, file in zip((1, 2), self._files):
            os.dup2(file, fd)
            os.ftruncate(file, 0)
            os.lseek(file, 0, os.SEEK_SET)

    def mark(self):
        """Bytes printed so far to stdout and stderr."""
        self._flush()
        return os.fstat(self._files[0]).st_size, os.fstat(self._files[1]).st_size

    def text(self, which, begin=0, end=None):
        """(text of stdout (0) or stderr (1) between two marks, whether the bound cut it)."""
        file = self._files[which]
        size = os.fstat(file).st_size if end is None else end
        length = max(0, min(size - begin, LIMIT))
        data = os.pread(file, length, begin) if length else b""
        text = scrub(data.decode("utf-8", "backslashreplace"))
        if size - begin > LIMIT:
            return text + "... %d bytes more" % (size - begin - LIMIT), True
        return text, False
