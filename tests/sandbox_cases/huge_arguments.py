# SPDX-License-Identifier: Apache-2.0
# WHAT: starts a program with more arguments and environment than the system takes
# EXPECT: ok
# OUT: refused 7
import os
try:
    os.execve("/bin/true", ["x" * 100_000] * 100, {"Y": "y" * 1_000_000})
except OSError as error:
    print("refused", error.errno)
