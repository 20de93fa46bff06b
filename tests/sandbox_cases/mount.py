# SPDX-License-Identifier: Apache-2.0
# WHAT: mounts a file system
# EXPECT: ok
# OUT: refused 1
# SKIP none: it has no system call filter
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
print("mounted" if libc.mount(b"none", b"/tmp", b"tmpfs", 0, None) == 0 else f"refused {ctypes.get_errno()}")
