# SPDX-License-Identifier: Apache-2.0
# WHAT: calls the kernel through the door of another architecture (x32), which a filter could forget
# EXPECT: violated-policy
# REASON: system call
# SKIP none: it has no system call filter
import ctypes, os, platform, signal
libc = ctypes.CDLL(None, use_errno=True)
if platform.machine() != "x86_64":
    os.kill(os.getpid(), signal.SIGSYS)  # no such door here
print(libc.syscall(0x40000000 | 39))
