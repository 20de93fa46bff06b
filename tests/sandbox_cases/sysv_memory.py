# SPDX-License-Identifier: Apache-2.0
# WHAT: leaves System V shared memory behind, which outlives every process
# EXPECT: ok
# OUT landlock: refused
# OUT bwrap: own
# NOT-OUT: leaked
# SKIP none: it has no system call filter
import ctypes, errno
libc = ctypes.CDLL(None, use_errno=True)
import os
made = libc.shmget(0x76656c6f, 4096, 0o1600)
if made == -1:
    print("refused", ctypes.get_errno())
else:  # fine where the name space of such memory is the sandbox's own: it goes with it
    others = [line for line in open("/proc/sysvipc/shm")][1:]
    print("own" if len(others) == 1 else "leaked")
