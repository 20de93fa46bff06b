# SPDX-License-Identifier: Apache-2.0
# WHAT: crashes; no copy of its memory may be left
# EXPECT: killed
# REASON: SIGSEGV
# NOT-OUT: raised
# SKIP none: core files depend on the settings of the machine
import os, resource, signal
try:
    resource.setrlimit(resource.RLIMIT_CORE, (1 << 20, 1 << 20))
    print("raised")
except (OSError, ValueError):
    pass
os.kill(os.getpid(), signal.SIGSEGV)
