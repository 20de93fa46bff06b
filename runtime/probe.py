# SPDX-License-Identifier: Apache-2.0
"""Prints what an interpreter is, as one JSON line. Runs on any Python since 2.7, so that "too old" can be said."""
import os
import sys

_HERE = os.path.dirname(os.path.abspath(__file__))
# The scripts beside this one must not be found before modules of the interpreter.
sys.path[:] = [entry for entry in sys.path if os.path.abspath(entry or os.getcwd()) != _HERE]


def _describe():
    sys.path.insert(0, _HERE)
    try:
        from velox_runtime import probe
    finally:
        sys.path.remove(_HERE)
    return probe.line()


if __name__ == "__main__":
    sys.stdout.write(_describe() + "\n")
