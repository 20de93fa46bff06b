# SPDX-License-Identifier: Apache-2.0
"""Handlers for values that stand for something outside of them: files, sockets, weak references, matches.

Problem: their repr carries numbers of descriptors and threads, or says nothing of what was done with them.
Idea: what a later user could tell by using them: position, mode and content of a file, what a weak reference leads to.
Limits: what lies in the buffers of a socket or pipe is not read, since reading would take it away. Writing out what a file
has buffered is a change, but one that closing it would make too.
"""
import os
import stat
from _blake2 import blake2b

from velox_runtime.canonical_text import base64_text
from velox_runtime.output import scrub
from velox_runtime.shape import class_name

_MOST_READ = 32 << 20
_PIECE = 1 << 20


def weak_reference(encoder, value, depth, number):
    """What it leads to; None when that is gone."""
    return ["w", number, encoder.value(value(), depth)]


def match(encoder, value, depth, number):
    return ["k", number, "re.Match", "match", encoder.items((value.re, value.string, value.pos, value.endpos), depth),
            encoder.value((value.regs, value.lastindex), depth)]


def struct(encoder, value, depth, number):
    return ["k", number, class_name(type(value)), "new", encoder.items((value.format,), depth), ["n"]]


def file(encoder, value, depth, number):
    """A file of the io module: name, mode, whether it is open, position, and what the file holds."""
    name = value.name if not isinstance(getattr(value, "name", None), int) else None
    head = ["io", number, class_name(type(value)), scrub(name) if isinstance(name, str) else None, _mode(value)]
    if value.closed:
        return head + ["closed"]
    try:
        if value.writable():
            value.flush()
        content = _content(value.fileno())
        return head + ["open", value.tell() if content is not None and value.seekable() else None, content]
    except Exception as error:
        return head + ["raised", class_name(type(error))]


def _mode(value):
    try:
        raw = getattr(value, "buffer", value)
        return [value.mode if isinstance(value.mode, str) else None, getattr(raw, "raw", raw).mode]
    except Exception:
        return None


def _content(descriptor):
    """Size and digest of a regular file, read through a descriptor of its own; None for a pipe, terminal or device."""
    found = os.fstat(descriptor)
    if not stat.S_ISREG(found.st_mode) or descriptor <= 2:
        return None
    hashed, left = blake2b(digest_size=16), min(found.st_size, _MOST_READ)
    own = os.open("/proc/self/fd/%d" % descriptor, os.O_RDONLY | os.O_CLOEXEC)
    try:
        while left > 0:
            piece = os.read(own, min(left, _PIECE))
            if not piece:
                break
            hashed.update(piece)
            left -= len(piece)
    finally:
        os.close(own)
    return [found.st_size, base64_text(hashed.digest())]


def socket(encoder, value, depth, number):
    """Kind, timeout and whether it is open: what was sent is seen at the other end."""
    return ["so", number, class_name(type(value)), int(value.family), int(value.type), value.fileno() >= 0,
            encoder.value(value.gettimeout(), depth)]


BY_NAME = {"re.Match": match, "_struct.Struct": struct, "weakref.ReferenceType": weak_reference, "weakref": weak_reference,
           "_io.TextIOWrapper": file, "_io.BufferedReader": file, "_io.BufferedWriter": file, "_io.BufferedRandom": file,
           "_io.FileIO": file, "_socket.socket": socket, "socket.socket": socket}
