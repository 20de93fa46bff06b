# SPDX-License-Identifier: Apache-2.0
"""Entry of the worker: python runtime/worker.py --fd N"""
import os
import sys

sys.path[:] = [entry for entry in sys.path if os.path.abspath(entry or os.getcwd()) != os.path.dirname(os.path.abspath(__file__))]
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from velox_runtime import worker  # noqa: E402

sys.path.pop(0)  # the scripts beside this one must not hide modules of the project
if __name__ == "__main__":
    worker.main(sys.argv[1:])
