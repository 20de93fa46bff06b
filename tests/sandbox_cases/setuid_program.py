# SPDX-License-Identifier: Apache-2.0
# WHAT: starts a set-user-id program and looks whose rights it has
# EXPECT: ok
# OUT: NoNewPrivs:	1
# SKIP none: it keeps them
import os, subprocess
if os.path.exists("/usr/bin/su"):
    subprocess.run(["/usr/bin/su", "-c", "true"], stdin=subprocess.DEVNULL, capture_output=True, timeout=10)
print(next(line for line in open("/proc/self/status") if line.startswith("NoNewPrivs")))
