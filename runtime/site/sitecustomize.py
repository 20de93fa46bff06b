# SPDX-License-Identifier: Apache-2.0
"""Attaches the helper to any Python that starts below a workload.

Problem: a workload is any command, so the helper must start before the program, in every child Python, and stay unseen.
Idea: the folder of this file is first on PYTHONPATH, so `site` imports it. It starts the mode that VELOX_MODE names,
takes its folders off sys.path and runs the `sitecustomize` that would have been found without it. While the helper is imported,
the program's folders are off sys.path too, as a `random.py` there is not what the helper wants; and what the helper imported
is forgotten where the program has a module of that name.
Limits: interpreters started with -S, -I or -E do not read PYTHONPATH and are not seen.
"""
import os
import sys


def _attach(runtime):
    """Starts the mode; nothing that goes wrong here may be seen by the program."""
    path = list(sys.path)
    programs = _program_folders() - {runtime, os.path.join(runtime, "site")}
    aside = _take_aside(programs)
    known = set(sys.modules)
    sys.path[:] = [runtime] + [entry for entry in path if os.path.abspath(entry or os.getcwd()) not in programs]
    try:
        from velox_runtime import attach

        attach.start(os.environ["VELOX_MODE"])
    except BaseException as error:  # the program must run as if we were not here
        try:
            from velox_runtime import outfile

            outfile.note_error("attach", error)
        except BaseException:
            pass
    finally:
        sys.path[:] = path
        _forget_hiding(programs, known)
        sys.modules.update(aside)


def _program_folders():
    """Where the program's own modules come from: PYTHONPATH, and the script's folder, which is not on sys.path yet."""
    listed = (os.environ.get("PYTHONPATH") or "").split(os.pathsep)
    return {os.path.abspath(folder or os.getcwd()) for folder in listed} | {_folder_of_main()}


def _folder_of_main():
    words = iter(_command_line()[1:])
    for word in words:
        if word[:2] in ("-m", "-c"):
            break
        if word in ("-W", "-X", "--check-hash-based-pycs"):
            next(words, None)
        elif not word.startswith("-"):
            return os.path.dirname(os.path.realpath(word))
    return os.getcwd()


def _command_line():
    if hasattr(sys, "orig_argv"):
        return sys.orig_argv
    try:
        with open("/proc/self/cmdline", "rb") as file:
            return [os.fsdecode(word) for word in file.read().split(b"\0")[:-1]]
    except OSError:
        return []


def _take_aside(programs):
    """Modules of the program that are there already, as when a .pth file has imported what the program has its own of."""
    own = set()
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if isinstance(file, str) and "." not in name and name != "__main__":
            folder = os.path.dirname(os.path.abspath(file))
            if folder in programs or file.endswith("__init__.py") and os.path.dirname(folder) in programs:
                own.add(name)
    return {name: sys.modules.pop(name) for name in list(sys.modules) if name.partition(".")[0] in own}


def _forget_hiding(programs, known):
    """Drops modules that only the helper has imported and whose names the program uses for its own; the helper keeps what it has."""
    for name in set(sys.modules) - known:
        top = name.partition(".")[0]
        if top != "velox_runtime" and any(
                os.path.isfile(os.path.join(folder, top + ".py"))
                or os.path.isfile(os.path.join(folder, top, "__init__.py")) for folder in programs):
            del sys.modules[name]


def _leave_path(folders):
    """Takes our folders off sys.path: `runtime` holds scripts whose names must not hide modules of the project."""
    sys.path[:] = [entry for entry in sys.path if os.path.abspath(entry or os.getcwd()) not in folders]


def _run_next():
    """Runs the next sitecustomize as if it had been found first; its errors are the program's own."""
    from importlib.machinery import PathFinder

    spec = PathFinder.find_spec("sitecustomize", sys.path)
    if spec is None or spec.loader is None:
        return
    from importlib.util import module_from_spec

    module = module_from_spec(spec)
    sys.modules["sitecustomize"] = module
    spec.loader.exec_module(module)


def _main():
    here = os.path.dirname(os.path.abspath(__file__))
    runtime = os.path.dirname(here)
    leave = [here]
    if os.environ.get("VELOX_MODE"):
        _attach(runtime)
        if "velox_runtime.attach" in sys.modules:
            leave.append(runtime)
    _leave_path(leave)
    _run_next()


_main()
