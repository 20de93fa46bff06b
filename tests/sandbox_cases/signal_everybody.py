# SPDX-License-Identifier: Apache-2.0
# WHAT: finds out whether it may signal all processes, or Velox (signal 0 harms nobody)
# EXPECT: ok
# OUT: refused
# SKIP none: it does not guard processes
import os
try:
    os.kill(int(os.environ["VX_TEST_PID"]), 0)
    print("velox in reach")
except OSError as error:
    print("refused", error)
