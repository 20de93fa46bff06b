# SPDX-License-Identifier: Apache-2.0
"""Calls a file's annotated functions as a workload; see velox_runtime/hinted_driver.py."""
import os
import sys

_HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:] = [entry for entry in sys.path if os.path.abspath(entry or os.getcwd()) != _HERE]
sys.path.insert(0, _HERE)
from velox_runtime import hinted_driver  # noqa: E402

sys.path.remove(_HERE)
if __name__ == "__main__":
    sys.exit(hinted_driver.main(sys.argv[1:]))
