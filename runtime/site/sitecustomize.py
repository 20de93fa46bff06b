# SPDX-License-Identifier: Apache-2.0
"""Attaches the helper to any Python that starts below a workload.

Problem: a workload is any command, so the helper must start before the program, in every child Python, and stay unseen.
Idea: the folder of this file is first on PYTHONPATH, so `site` imports it. It starts the mode that VELOX_MODE names,
takes its folders off sys.path and runs the `sitecustomize` that would have been found without it.
Limits: interpreters started with -S, -I or -E do not read PYTHONPATH and are not seen.
"""
import os
import sys


def _attach(runtime):
    """Starts the mode; nothing that goes wrong here may be seen by the program."""
    sys.path.insert(0, runtime)
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
        sys.path.remove(runtime)


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
