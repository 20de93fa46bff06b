# SPDX-License-Identifier: Apache-2.0
"""Imports the module of a unit and finds what to call.

Problem: the same path holds different sources for the two versions, the module may be the main program, and a unit may sit
behind descriptors and decorators.
Idea: the unit's own module is compiled from its source, unless compiled files have a folder of their own, which then is of
this version alone (a .pyc beside the source could belong to the other one). A main module runs as `__mp_main__`, and
descriptors are opened so that `self` or `cls` is the first recorded argument.
"""
import functools
import importlib
import importlib.machinery
import importlib.util
import inspect
import os
import sys
import time
import types

from velox_runtime import shape
from velox_runtime.guard import opaque

_clock = time.perf_counter_ns


class LoadError(Exception):
    """The unit cannot be called; the text says why."""


class Unit:
    """What to call: `call(*args, **kwargs)`, its kind, and the function that its author wrote."""

    def __init__(self, call, kind, raw, consume, module):
        self.call, self.kind, self.raw, self.consume, self.module = call, kind, raw, consume, module


def _code_of_this_version(loader, fullname):
    if sys.pycache_prefix is not None:
        return importlib.machinery.SourceFileLoader.get_code(loader, fullname)
    path = loader.get_filename(fullname)
    return loader.source_to_code(loader.get_data(path), path)


class _Loader(importlib.machinery.SourceFileLoader):
    get_code = opaque(_code_of_this_version)


def _finder(name, file):
    """Finds exactly one module, at exactly one path."""

    def find_spec(fullname, path=None, target=None):
        if fullname != name:
            return None
        inside = [os.path.dirname(file)] if os.path.basename(file) == "__init__.py" else None
        return importlib.util.spec_from_file_location(fullname, file, loader=_Loader(fullname, file),
                                                      submodule_search_locations=inside)

    return types.SimpleNamespace(find_spec=opaque(find_spec))


def import_module(file, name, is_main):
    """The module, freshly run. Raises LoadError."""
    if not os.path.isfile(file):
        raise LoadError("there is no file %s" % file)
    try:
        return _run_main(file) if is_main else _import(file, name)
    except LoadError:
        raise
    except BaseException as error:
        raise LoadError("importing %s raised %s: %s%s" % (file, type(error).__name__, error, _where(error)))


def _where(error):
    trace, last = error.__traceback__, None
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if not name.startswith("<frozen") and "velox_runtime" not in name:
            last = "%s:%d" % (name, trace.tb_lineno)
        trace = trace.tb_next
    return " (%s)" % last if last else ""


def _run_main(file):
    module = types.ModuleType("__mp_main__")
    module.__file__ = file
    module.__cached__ = None
    code = _code_of_this_version(importlib.machinery.SourceFileLoader("__mp_main__", file), "__mp_main__")
    sys.modules["__main__"] = sys.modules["__mp_main__"] = module
    exec(code, module.__dict__)
    return module


def _import(file, name):
    if not name:
        raise LoadError("the module has no name")
    present = sys.modules.get(name)
    if present is not None:
        loaded_from = getattr(present, "__file__", None)
        if loaded_from and os.path.exists(loaded_from) and os.path.samefile(loaded_from, file):
            return present
    _forget(name)
    sys.meta_path.insert(0, _finder(name, file))
    return importlib.import_module(name)


def _forget(name):
    """Drops modules of the standard library that hide the project's own of the same name."""
    top = name.partition(".")[0]
    for key in list(sys.modules):
        if key == top or key.startswith(top + "."):
            del sys.modules[key]


def find_unit(module, path, unwrap=False):
    """The Unit at "name" or "Class.method". Raises LoadError with the reason in words."""
    if "<locals>" in path:
        raise LoadError("%s is a nested function: it cannot be reached by name" % path)
    parts = path.split(".")
    owner, value = None, module
    for part in parts:
        owner, value = value, _member(value, part, path)
    form = "method" if isinstance(owner, type) else "function"
    call, form = _open_descriptor(value, form, path)
    raw = inspect.unwrap(call) if callable(call) else call
    if not callable(call):
        raise LoadError("%s is a %s and cannot be called" % (path, shape.type_name(call)))
    if unwrap or _generator_kind(raw) != _generator_kind(call):
        call = raw
    consume = _generator_kind(call)
    return Unit(call, consume or form, raw, consume or "function", module)


def _member(value, name, path):
    """The attribute as it is stored, not as access would give it."""
    holders = type.mro(value) if isinstance(value, type) else [value]
    for holder in holders:
        try:
            stored = vars(holder)
        except TypeError:
            break
        for candidate in (name, _mangled(holder, name)):
            if candidate in stored:
                return stored[candidate]
    try:
        return getattr(value, name)
    except AttributeError:
        raise LoadError("%s is not there after the import: nothing is named %s" % (path, name))


def _mangled(holder, name):
    if isinstance(holder, type) and name.startswith("__") and not name.endswith("__"):
        return "_%s%s" % (holder.__name__.lstrip("_"), name)
    return name


def _open_descriptor(value, form, path):
    if isinstance(value, staticmethod):
        return value.__func__, "staticmethod"
    if isinstance(value, classmethod):
        return value.__func__, "classmethod"
    if isinstance(value, property):
        if value.fget is None:
            raise LoadError("%s is a property that cannot be read" % path)
        return value.fget, "method"
    if isinstance(value, functools.cached_property):
        return value.func, "method"
    if isinstance(value, functools.singledispatchmethod):
        return value.func, "method"
    if isinstance(value, functools.partialmethod):
        raise LoadError("%s is a partialmethod: optimise the function that it calls" % path)
    return value, form


def _generator_kind(function):
    while isinstance(function, functools.partial):
        function = function.func
    if inspect.isasyncgenfunction(function):
        return "async_generator"
    if inspect.iscoroutinefunction(function):
        return "coroutine"
    if inspect.isgeneratorfunction(function):
        return "generator"
    return None


def signature(function):
    """Parameters as the protocol wants them; [] when Python cannot tell."""
    try:
        if sys.version_info >= (3, 14):
            import annotationlib

            found = inspect.signature(function, annotation_format=annotationlib.Format.STRING)
        else:
            found = inspect.signature(function)
    except Exception:
        return []
    return [{"name": p.name, "kind": p.kind.name.lower(), "has_default": p.default is not p.empty,
             "annotation": _annotation(p)} for p in found.parameters.values()]


def _annotation(parameter):
    if parameter.annotation is parameter.empty:
        return None
    if isinstance(parameter.annotation, str):
        return parameter.annotation
    try:
        return inspect.formatannotation(parameter.annotation)
    except Exception:
        return None


def measured_import(file, name, is_main):
    """(module, nanoseconds, bytes by which the peak of resident memory rose)."""
    before = _status_bytes("VmRSS")
    started = _clock()
    module = import_module(file, name, is_main)
    spent = _clock() - started
    return module, spent, max(0, _status_bytes("VmHWM") - before)


def _status_bytes(field):
    try:
        with open("/proc/self/status", "rb") as file:
            for line in file:
                if line.startswith(field.encode() + b":"):
                    return int(line.split()[1]) * 1024
    except (OSError, ValueError):
        pass
    return 0
