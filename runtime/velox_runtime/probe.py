# SPDX-License-Identifier: Apache-2.0
"""Facts about this interpreter. Written for every Python since 2.7: no syntax and no module that is newer."""
import json
import os
import sys


def _implementation():
    try:
        import platform

        return platform.python_implementation()
    except Exception:
        return "CPython" if sys.version.find("PyPy") < 0 else "PyPy"


def _site_packages():
    """Folders that hold installed packages, those of the user and of a virtual environment included."""
    found = []
    try:
        import sysconfig

        for name in ("purelib", "platlib"):
            found.append(sysconfig.get_paths()[name])
    except Exception:
        pass
    for entry in sys.path:
        if os.path.basename(entry) in ("site-packages", "dist-packages"):
            found.append(entry)
    listed = []
    for entry in found:
        if entry not in listed and os.path.isdir(entry):
            listed.append(entry)
    return listed


def _has(name):
    """Whether a module can be found; it is not imported."""
    try:
        from importlib.util import find_spec
    except ImportError:
        import imp

        try:
            imp.find_module(name)
            return True
        except ImportError:
            return False
    try:
        return find_spec(name) is not None
    except Exception:
        return False


def _pytest_version():
    try:
        from importlib.metadata import version
    except ImportError:
        return None
    try:
        return version("pytest")
    except Exception:
        return None


def line():
    """One line of JSON."""
    has_pytest = _has("pytest")
    return json.dumps({
        "version": "%d.%d.%d" % tuple(sys.version_info[:3]),
        "implementation": _implementation(),
        "executable": sys.executable,
        "prefix": sys.prefix,
        "base_prefix": getattr(sys, "base_prefix", sys.prefix),
        "sys_path": list(sys.path),
        "site_packages": _site_packages(),
        "has_pytest": has_pytest,
        "pytest_version": _pytest_version() if has_pytest else None,
        "has_numpy": _has("numpy"),
    }, sort_keys=True)
