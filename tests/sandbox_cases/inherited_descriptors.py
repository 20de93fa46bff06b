# SPDX-License-Identifier: Apache-2.0
# WHAT: looks for descriptors that Velox forgot to close
# EXPECT: ok
# OUT: [0, 1, 2]
import os
found = []
for fd in range(256):
    try:
        os.fstat(fd)
        found.append(fd)
    except OSError:
        pass
print(found)
