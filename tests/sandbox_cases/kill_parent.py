# SPDX-License-Identifier: Apache-2.0
# WHAT: kills the process above it
# EXPECT: ok
# OUT: alive
# SKIP none: it does not guard processes
# NEEDS landlock: version 6
import os, signal, time
try:
    os.kill(os.getppid(), signal.SIGKILL)
except OSError:
    pass
time.sleep(0.1)
print("alive")
