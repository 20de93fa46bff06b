# SPDX-License-Identifier: Apache-2.0
"""Result files: written atomically into VELOX_OUT, with functions bound before the program can replace them.

Problem: results are written at exit, when the program may have mocked `open`, changed the folder, or be half torn down.
Idea: raw os calls bound at import, and a JSON writer that needs no module that the program might be importing right now.
"""
import os
from _json import encode_basestring_ascii as _quote

_open, _write, _close, _rename, _getpid = os.open, os.write, os.close, os.replace, os.getpid
_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_CLOEXEC", 0)
_folder = os.path.abspath(os.environ.get("VELOX_OUT") or ".")


def path_of(name):
    """Absolute path of a result file."""
    return _folder + "/" + name


def write_atomic(name, data):
    """Writes `data` (bytes) under `name`; readers see the old file or the new one."""
    final = path_of(name)
    part = final + ".part"
    handle = _open(part, _FLAGS, 0o644)
    try:
        view = memoryview(data)
        while view:
            view = view[_write(handle, view):]
    finally:
        _close(handle)
    _rename(part, final)


def to_json(value):
    """JSON text of dicts, lists, strings, numbers, booleans and None (ASCII only)."""
    pieces = []
    _append_json(value, pieces.append)
    return "".join(pieces)


def _append_json(value, put):
    if value is None:
        put("null")
    elif value is True or value is False:
        put("true" if value else "false")
    elif isinstance(value, str):
        put(_quote(value.encode("utf-8", "backslashreplace").decode("utf-8")))
    elif isinstance(value, int):
        put(int.__repr__(value))
    elif isinstance(value, float):
        put(float.__repr__(value) if value - value == 0 else "null")
    elif isinstance(value, dict):
        _append_items(value.items(), put)
    else:
        _append_list(value, put)


def _append_items(items, put):
    before = "{"
    for key, item in items:
        put(before)
        before = ", "
        _append_json(str(key), put)
        put(": ")
        _append_json(item, put)
    put("{}" if before == "{" else "}")


def _append_list(values, put):
    before = "["
    for item in values:
        put(before)
        before = ", "
        _append_json(item, put)
    put("[]" if before == "[" else "]")


def note_error(where, error):
    """Adds an error of the helper itself to error.<pid>.txt; never raises, never prints."""
    try:
        text = "%s: %s: %s\n" % (where, type(error).__name__, error)
        trace = error.__traceback__
        while trace is not None:
            code = trace.tb_frame.f_code
            text += "  %s:%d %s\n" % (code.co_filename, trace.tb_lineno, code.co_name)
            trace = trace.tb_next
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_CLOEXEC", 0)
        handle = _open(path_of("error.%d.txt" % _getpid()), flags, 0o644)
        try:
            _write(handle, text.encode("utf-8", "backslashreplace"))
        finally:
            _close(handle)
    except BaseException:
        pass
