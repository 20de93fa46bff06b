# SPDX-License-Identifier: Apache-2.0
# WHAT: looks for secrets in the environments and memory of other processes
# EXPECT: ok
# OUT: looked
# NOT-OUT: SECRET-IN-ENV
# SKIP none: it does not hide processes
import glob
for path in glob.glob("/proc/[0-9]*/environ"):
    try:
        print(open(path, "rb").read())
    except OSError:
        pass
print("looked")
