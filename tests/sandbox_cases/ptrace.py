# SPDX-License-Identifier: Apache-2.0
# WHAT: traces its child, the way to rewrite what another process does
# EXPECT: ok
# OUT: refused 1
# SKIP none: it has no system call filter
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
print("traced" if libc.ptrace(0, 0, 0, 0) == 0 else f"refused {ctypes.get_errno()}")
