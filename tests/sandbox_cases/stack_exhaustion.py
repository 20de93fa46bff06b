# SPDX-License-Identifier: Apache-2.0
# WHAT: recurses in native code until the stack is full
# EXPECT: killed
# REASON: SIGSEGV
import sys
sys.setrecursionlimit(10**8)
nested = []
for _ in range(3 * 10**5):
    nested = [nested]
repr(nested)
