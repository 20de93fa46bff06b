# SPDX-License-Identifier: Apache-2.0
"""Which files belong to the project, under the names that its owner uses."""
import os

_start_folder = os.getcwd()
_runtime = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_known = {}


def _roots():
    listed = [os.environ.get("VELOX_ROOT") or ""] + (os.environ.get("VELOX_EXTRA_ROOTS") or "").split(":")
    found = []
    for root in listed:
        if root:
            plain = os.path.abspath(root).rstrip("/")
            found.append((plain, plain))
            real = os.path.realpath(plain)
            if real != plain:
                found.append((real, plain))
    return found


_all_roots = _roots()


def owner_path(filename):
    """The path as the owner has it when `filename` is a file of the project, else None. Cached: cheap per sample."""
    try:
        return _known[filename]
    except KeyError:
        _known[filename] = found = _find(filename)
        return found


def _find(filename):
    if not filename or filename.startswith("<"):
        return None
    path = os.path.normpath(os.path.join(_start_folder, filename))
    if path.startswith(_runtime + "/"):
        return None
    for candidate in (path, os.path.realpath(path)):
        for prefix, shown in _all_roots:
            if candidate.startswith(prefix + "/"):
                rest = candidate[len(prefix):]
                if "/site-packages/" in rest or "/dist-packages/" in rest:
                    return None
                return shown + rest
    return None
