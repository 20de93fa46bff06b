# SPDX-License-Identifier: Apache-2.0
# WHAT: writes to the memory of itself (allowed) and of the processes above it
# EXPECT: ok
# OUT: opened []
# SKIP none: it does not guard processes
import os
opened = []
for pid in {os.getppid(), 1, int(os.environ["VX_TEST_PID"])} - {os.getpid()}:
    try:
        open(f"/proc/{pid}/mem", "r+b")
        opened.append(pid)
    except OSError:
        pass
print("opened", opened)
