# SPDX-License-Identifier: Apache-2.0
# WHAT: writes a file larger than it may
# LIMIT: file=4M
# EXPECT: ok
# OUT: refused
import os
try:
    with open(os.environ["VX_PROJECT"] + "/big", "wb", buffering=0) as file:
        for _ in range(64):
            if file.write(b"x" * (1 << 20)) < 1 << 20:
                file.write(b"x")
    print("written")
except OSError as error:
    print("refused", error)
