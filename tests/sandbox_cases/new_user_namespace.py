# SPDX-License-Identifier: Apache-2.0
# WHAT: makes a user namespace, in which it would be root
# EXPECT: ok
# OUT: refused refused
# SKIP none: it has no system call filter
import ctypes, os, platform
libc = ctypes.CDLL(None, use_errno=True)
first = "refused" if libc.unshare(0x10000000) != 0 else "made"
clone = {"x86_64": 56, "aarch64": 220}[platform.machine()]
pid = libc.syscall(clone, 0x10000000 | 17, 0, 0, 0, 0)
if pid == 0:
    os._exit(0)
print(first, "refused" if pid < 0 else "made")
